using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.Rule;

/// <summary>Rewrite rules but those that are the body of a view.</summary>
public sealed class RuleKind : CatalogKind
{
    /// <inheritdoc/>
    public override string Name => "rule";

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.Rule;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT r.oid, n.nspname AS schema, c.relname AS relation, r.rulename AS name, {RelationKinds.Word("c.relkind")} AS relation_kind,
               pg_catalog.pg_get_ruledef(r.oid) AS definition, r.ev_enabled::pg_catalog.text AS state,
               {Description.Of("pg_rewrite", "r.oid")} AS comment
        FROM pg_catalog.pg_rewrite r
        JOIN pg_catalog.pg_class c ON c.oid = r.ev_class
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE r.ev_type <> '1' AND {UserObjects.InUserSchema("n")} AND {UserObjects.NotOfExtension("pg_class", "c.oid")}
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new RuleObject
    {
        Identity = new(Name, row.Text("schema"), row.Text("relation")) { Member = row.Text("name") },
        Comment = row.OptionalText("comment"),
        Definition = row.Text("definition").TrimEnd(';'),
        State = row.Text("state"),
        RelationKind = row.Text("relation_kind"),
    };
}
