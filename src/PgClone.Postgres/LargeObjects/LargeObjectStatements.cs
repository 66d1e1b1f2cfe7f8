using PgClone.Postgres.Catalog.Access;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.LargeObjects;

/// <summary>Writes what gives large objects other owners, privileges and comments. Objects that need the same share a GRANT.</summary>
public static class LargeObjectStatements
{
    /// <summary>What turns the access of some objects, of which all have <paramref name="current"/>, into another.</summary>
    public static IEnumerable<Statement> ChangeAccess(IReadOnlyCollection<uint> objects, ObjectAccess current, ObjectAccess desired)
    {
        var (owner, before) = (current.Owner!, current.Privileges);
        if (desired.Owner is { } wanted && wanted != owner)
        {
            foreach (var item in objects) yield return new($"ALTER LARGE OBJECT {item} OWNER TO {Identifier.Quote(wanted)}", Hazard.WidensPrivileges);
            (owner, before) = (wanted, before.OwnedBy(wanted));
        }

        var statements = new PrivilegeStatements($"LARGE OBJECT {string.Join(", ", objects)}", Identifier.Quote(owner));
        foreach (var statement in statements.Between(before, desired.Privileges)) yield return statement;
    }

    /// <summary>COMMENT ON.</summary>
    public static Statement Comment(uint item, string? text) => $"COMMENT ON LARGE OBJECT {item} IS {Literal.Quote(text)}";
}
