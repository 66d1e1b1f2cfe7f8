using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.Statistics;

/// <summary>Extended statistics.</summary>
public sealed class StatisticsKind : CatalogKind
{
    /// <inheritdoc/>
    public override string Name => "statistics";

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.Statistics;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT s.oid, n.nspname AS schema, s.stxname AS name, pg_catalog.pg_get_statisticsobjdef(s.oid) AS definition,
               NULLIF(s.stxstattarget, -1)::pg_catalog.int8 AS target,
               {RelationKinds.Word("c.relkind")} AS relation_kind, rn.nspname AS relation_schema, c.relname AS relation,
               {Description.Of("pg_statistic_ext", "s.oid")} AS comment
        FROM pg_catalog.pg_statistic_ext s
        JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace
        JOIN pg_catalog.pg_class c ON c.oid = s.stxrelid
        JOIN pg_catalog.pg_namespace rn ON rn.oid = c.relnamespace
        WHERE {UserObjects.InUserSchema("n")} AND {UserObjects.NotOfExtension("pg_statistic_ext", "s.oid")}
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new StatisticsObject
    {
        Identity = new(Name, row.Text("schema"), row.Text("name")),
        Comment = row.OptionalText("comment"),
        Definition = row.Text("definition"),
        Target = row.OptionalNumber("target"),
        Relation = new(row.Text("relation_kind"), row.Text("relation_schema"), row.Text("relation")),
    };
}
