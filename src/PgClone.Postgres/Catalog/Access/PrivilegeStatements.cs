using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Access;

/// <summary>Writes the REVOKEs and GRANTs that turn the privileges on one object into others.</summary>
/// <param name="address">What GRANT calls the object.</param>
/// <param name="owner">The SQL for its owner.</param>
internal sealed class PrivilegeStatements(string address, string owner)
{
    /// <summary>The statements, REVOKEs first; empty when the privileges are equal.</summary>
    public IEnumerable<Statement> Between(Privileges before, Privileges after)
    {
        if (before == after) return [];
        var kept = after.Granted.ToHashSet();
        var won = after.Granted.Except(before.Granted).Concat(before.Revoked.Except(after.Revoked)).ToHashSet();
        var extended = won.Where(privilege => privilege.Grantable).Select(privilege => privilege.Key).ToHashSet();
        // A grant option on top needs no REVOKE before.
        var lost = before.Granted.Except(after.Granted).Concat(after.Revoked.Except(before.Revoked)).Where(privilege => !extended.Contains(privilege)).ToHashSet();
        // Of what keeps the privilege only the option goes, unless a REVOKE on the whole table takes the column's along.
        var narrowed = lost.Where(privilege => privilege.Grantable && won.Contains(privilege.Key)).ToHashSet();
        narrowed.RemoveWhere(privilege => lost.Any(gone => !narrowed.Contains(gone) && IsColumnOf(privilege, gone)));
        foreach (var along in GoingAlong(before.Granted, lost, narrowed))
            if (kept.Contains(along)) won.Add(along);
        won.ExceptWith(narrowed.Select(privilege => privilege.Key));
        return [.. ByGrantor(lost, before.Granted).Reverse().SelectMany(group => As(group.Key,
                [.. Write(group.Where(privilege => !narrowed.Contains(privilege)), Revoke), .. Write(group.Where(narrowed.Contains), RevokeOption)])),
            .. ByGrantor(won, after.Granted).SelectMany(group => As(group.Key, Write(group, Grant)))];
    }

    /// <summary>
    /// Adds to <paramref name="lost"/> what cannot stay without it: what others granted on the strength of a grant option, and the grants on
    /// columns that a REVOKE on the whole table takes away.
    /// </summary>
    private static List<Privilege> GoingAlong(ValueList<Privilege> granted, HashSet<Privilege> lost, HashSet<Privilege> narrowed)
    {
        var along = new List<Privilege>();
        var queue = new Queue<Privilege>(lost);
        bool GoesAlong(Privilege other, Privilege gone) =>
            Rests(other, gone) || ((other.Grantable || !narrowed.Contains(gone)) && IsColumnOf(other, gone));
        while (queue.TryDequeue(out var gone))
            foreach (var other in granted.Where(other => !lost.Contains(other) && GoesAlong(other, gone)).ToList())
            {
                lost.Add(other);
                along.Add(other);
                queue.Enqueue(other);
            }

        return along;
    }

    private static bool Rests(Privilege other, Privilege gone) =>
        gone.Grantable && gone.Grantee is not null && other.Grantor == gone.Grantee && IsSame(other, gone) && (gone.Column is null || gone.Column == other.Column);

    private static bool IsColumnOf(Privilege other, Privilege gone) =>
        gone.Column is null && other.Column is not null && other.Grantee == gone.Grantee && other.Grantor == gone.Grantor && IsSame(other, gone);

    private static bool IsSame(Privilege other, Privilege gone) => other.Word == gone.Word && other.On == gone.On;

    /// <summary>Whoever grants on the strength of a grant option comes after the grant of that.</summary>
    private static IEnumerable<IGrouping<string?, Privilege>> ByGrantor(IEnumerable<Privilege> privileges, ValueList<Privilege> granted) =>
        privileges.GroupBy(privilege => privilege.Grantor).OrderBy(group => Depth(group.Key, granted, [])).ThenBy(group => group.Key, StringComparer.Ordinal);

    /// <summary>GRANTED BY takes nobody but the current user, so the grantor becomes that for a moment.</summary>
    private static IEnumerable<Statement> As(string? grantor, IEnumerable<Statement> statements) =>
        grantor is null ? statements : [$"SET ROLE {Identifier.Quote(grantor)}", .. statements, "RESET ROLE"];

    private static IEnumerable<Statement> Write(IEnumerable<Privilege> privileges, Func<Target, IEnumerable<Privilege>, Statement> write) =>
        privileges.GroupBy(privilege => new Target(privilege.On, privilege.Grantee, privilege.Grantable))
            .OrderBy(group => group.Key.On?.Sql, StringComparer.Ordinal).ThenBy(group => group.Min(privilege => privilege.Place.Value))
            .ThenBy(group => group.Key.Grantee, StringComparer.Ordinal).ThenBy(group => group.Key.Grantable).Select(group => write(group.Key, group));

    /// <summary>How many grants stand between the owner and a grantor.</summary>
    private static int Depth(string? grantor, ValueList<Privilege> granted, HashSet<string> seen)
    {
        if (grantor is null || !seen.Add(grantor)) return 0;
        return 1 + granted.Where(privilege => privilege.Grantee == grantor && privilege.Grantable)
            .Select(privilege => Depth(privilege.Grantor, granted, seen)).DefaultIfEmpty(0).Max();
    }

    private Statement Grant(Target target, IEnumerable<Privilege> privileges) => new(
        $"GRANT {Words(privileges)} ON {target.On?.Sql ?? address} TO {Role(target.Grantee)}{(target.Grantable ? " WITH GRANT OPTION" : "")}",
        Hazard.WidensPrivileges);

    private Statement Revoke(Target target, IEnumerable<Privilege> privileges) =>
        $"REVOKE {Words(privileges)} ON {target.On?.Sql ?? address} FROM {Role(target.Grantee)}";

    private Statement RevokeOption(Target target, IEnumerable<Privilege> privileges) =>
        $"REVOKE GRANT OPTION FOR {Words(privileges)} ON {target.On?.Sql ?? address} FROM {Role(target.Grantee)}";

    private static string Words(IEnumerable<Privilege> privileges) => string.Join(", ", privileges.GroupBy(privilege => privilege.Word).Select(word =>
    {
        var columns = word.Select(privilege => privilege.Column).OfType<string>().ToList();
        // On the whole object the columns would say nothing more to the server, but they are privileges of their own.
        return columns.Count == 0 ? word.Key
            : $"{(word.Any(privilege => privilege.Column is null) ? $"{word.Key}, " : "")}{word.Key} ({Identifier.QuoteAll(columns)})";
    }));

    private string Role(string? grantee) => grantee switch { null => owner, "" => "PUBLIC", _ => Identifier.Quote(grantee) };

    private sealed record Target(GrantedObject? On, string? Grantee, bool Grantable);
}
