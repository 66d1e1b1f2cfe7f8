using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Access;

namespace PgClone.State;

/// <summary>What of the access to objects a clone looks after.</summary>
/// <param name="Owners">True when owners are cloned.</param>
/// <param name="Privileges">True when privileges are cloned.</param>
public sealed record AccessCheck(bool Owners, bool Privileges)
{
    /// <summary>The fingerprint of what is looked after; null where there is nothing of it.</summary>
    public string? FingerprintOf(CatalogObject item)
    {
        if (!(Owners || Privileges) || item.Access.Value is not { } access) return null;
        var nothing = new ObjectAccess(null, Postgres.Catalog.Access.Privileges.Default);
        var watched = new ObjectAccess(Owners ? access.Owner : null, Privileges ? access.Privileges : nothing.Privileges);
        return Fingerprint.Of(string.Join(";\n", item.ChangeAccess(nothing, watched).Select(statement => statement.Sql)));
    }
}
