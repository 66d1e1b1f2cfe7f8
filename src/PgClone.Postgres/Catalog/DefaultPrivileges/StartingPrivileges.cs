using PgClone.Postgres.Catalog.Access;
using PgClone.Postgres.Catalog.Table;

namespace PgClone.Postgres.Catalog.DefaultPrivileges;

/// <summary>What privileges an object has right after its creation, by the default privileges of the role that makes it.</summary>
public sealed class StartingPrivileges(DatabaseCatalog catalog)
{
    private readonly ILookup<(string Objects, string? Schema), Privileges> _defaults = catalog.OfType<DefaultPrivilegesObject>()
        .Where(item => item.Role == catalog.Roles.Current)
        .ToLookup(item => (item.Objects, item.Identity.Schema), item => item.Access.Value!.Privileges);

    /// <summary>Those of an object that the current role makes.</summary>
    public Privileges Of(CatalogObject item)
    {
        if (_defaults.Count == 0 || ObjectsLike(item.Identity.Kind) is not { } objects) return Privileges.Default;
        var own = Of(objects, item.Identity.Schema);
        if (item is not TableObject table) return own;
        // The sequences behind identity columns are made with the table.
        var sequences = table.Columns.Select(column => column.Identity?.Sequence).OfType<Sql.QualifiedName>()
            .Select(sequence => (On: new GrantedObject("SEQUENCE", sequence.Schema, sequence.Name, null), Privileges: Of("SEQUENCES", sequence.Schema)))
            .Select(pair => pair.Privileges.Select(privilege => privilege with { On = pair.On })).Prepend(own).ToList();
        return Privileges.Of(sequences.SelectMany(part => part.Granted), sequences.SelectMany(part => part.Revoked));
    }

    private Privileges Of(string objects, string? schema)
    {
        var everywhere = _defaults[(objects, null)].FirstOrDefault(Privileges.Default);
        if (schema is null) return everywhere;
        var here = _defaults[(objects, schema)].FirstOrDefault(Privileges.Default).Granted;
        // What a new object has anyway is no difference, unless it was taken away everywhere.
        return Privileges.Of(
            everywhere.Granted.Concat(here.Where(privilege => !IsBuiltIn(privilege, objects))),
            everywhere.Revoked.Where(privilege => !here.Contains(privilege)));
    }

    private static bool IsBuiltIn(Privilege privilege, string objects) =>
        !privilege.Grantable && (privilege.Grantee is null || (privilege.IsPublic && (objects is "FUNCTIONS" or "TYPES")));

    private static string? ObjectsLike(string kind) => kind switch
    {
        "table" or "view" or "materialized view" or "foreign table" => "TABLES",
        "sequence" => "SEQUENCES",
        "function" or "procedure" or "aggregate" => "FUNCTIONS",
        "type" or "enum" or "domain" or "range" or "base type" => "TYPES",
        "schema" => "SCHEMAS",
        "large object" => "LARGE OBJECTS",
        _ => null,
    };
}
