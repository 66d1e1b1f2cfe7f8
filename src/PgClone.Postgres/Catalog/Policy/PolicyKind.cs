using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.Policy;

/// <summary>Row level security policies.</summary>
public sealed class PolicyKind : CatalogKind
{
    /// <inheritdoc/>
    public override string Name => "policy";

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.Policy;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT p.oid, n.nspname AS schema, c.relname AS relation, p.polname AS name, p.polpermissive AS is_permissive,
               CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END AS command,
               -- The 0 of PUBLIC is no role.
               ARRAY(SELECT r.rolname::pg_catalog.text FROM pg_catalog.pg_roles r WHERE r.oid = ANY (p.polroles) ORDER BY r.rolname) AS roles,
               pg_catalog.pg_get_expr(p.polqual, p.polrelid) AS using_expression, pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) AS check_expression,
               {Description.Of("pg_policy", "p.oid")} AS comment
        FROM pg_catalog.pg_policy p
        JOIN pg_catalog.pg_class c ON c.oid = p.polrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE {UserObjects.InUserSchema("n")} AND {UserObjects.NotOfExtension("pg_class", "c.oid")}
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new PolicyObject
    {
        Identity = new(Name, row.Text("schema"), row.Text("relation")) { Member = row.Text("name") },
        Comment = row.OptionalText("comment"),
        IsPermissive = row.Truth("is_permissive"),
        Command = row.Text("command"),
        Roles = row.Texts("roles"),
        Using = row.OptionalText("using_expression"),
        Check = row.OptionalText("check_expression"),
    };
}
