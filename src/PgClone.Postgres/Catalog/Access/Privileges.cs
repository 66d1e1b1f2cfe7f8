using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Access;

/// <summary>
/// The privileges on an object as differences from what a new one has (acldefault; for members of an extension, from what its script granted).
/// So equal ones are equal whoever owns the object.
/// </summary>
public sealed record Privileges
{
    /// <summary>The privilege to vacuum, analyze, cluster, refresh, reindex and lock a table (17 and later).</summary>
    public const string Maintain = "MAINTAIN";

    private Privileges(ValueList<Privilege> granted, ValueList<Privilege> revoked) => (Granted, Revoked) = (granted, revoked);

    /// <summary>Those of a new object.</summary>
    public static Privileges Default { get; } = new([], []);

    /// <summary>What was granted on top, in a fixed order.</summary>
    public ValueList<Privilege> Granted { get; }

    /// <summary>What a new object has and this one has not, in a fixed order.</summary>
    public ValueList<Privilege> Revoked { get; }

    /// <summary>The privileges with these differences, in whatever order.</summary>
    public static Privileges Of(IEnumerable<Privilege> granted, IEnumerable<Privilege> revoked) => new(InOrder(granted), InOrder(revoked));

    /// <summary>Without those that <paramref name="holds"/> refuses.</summary>
    public Privileges Where(Func<Privilege, bool> holds) => Of(Granted.Where(holds), Revoked.Where(holds));

    /// <summary>Each privilege turned into another.</summary>
    public Privileges Select(Func<Privilege, Privilege> change) => Of(Granted.Select(change), Revoked.Select(change));

    /// <summary>
    /// As they are on an object that <paramref name="owner"/> owns: what was granted to that role it has as the owner, and what it granted is
    /// granted by the owner.
    /// </summary>
    public Privileges OwnedBy(string owner) => Of(
        Granted.Where(privilege => privilege.Grantee != owner).Select(privilege => privilege.Grantor == owner ? privilege with { Grantor = null } : privilege),
        Revoked);

    /// <summary>As <see cref="OwnedBy"/>, for the members of an extension that belong to others than the extension does.</summary>
    public Privileges OfMembersOwnedBy(IReadOnlyDictionary<GrantedObject, string> owners) => owners.Count == 0 ? this : Of(
        Granted.Where(privilege => OwnerOf(privilege, owners) is not { } owner || privilege.Grantee != owner)
            .Select(privilege => OwnerOf(privilege, owners) is { } owner && privilege.Grantor == owner ? privilege with { Grantor = null } : privilege),
        Revoked);

    private static string? OwnerOf(Privilege privilege, IReadOnlyDictionary<GrantedObject, string> owners) => privilege.On is { } member ? owners.GetValueOrDefault(member) : null;

    private static ValueList<Privilege> InOrder(IEnumerable<Privilege> privileges) => privileges.Distinct()
        .OrderBy(privilege => privilege.On?.Sql, StringComparer.Ordinal).ThenBy(privilege => privilege.Grantee, StringComparer.Ordinal)
        .ThenBy(privilege => privilege.Grantor, StringComparer.Ordinal).ThenBy(privilege => privilege.Word, StringComparer.Ordinal)
        .ThenBy(privilege => privilege.Column, StringComparer.Ordinal).ThenBy(privilege => privilege.Grantable).ToValueList();
}
