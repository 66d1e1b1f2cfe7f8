using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.Sequence;

/// <summary>Sequences, those behind identity columns left out: the table makes them.</summary>
public sealed class SequenceKind : CatalogKind
{
    /// <inheritdoc/>
    public override string Name => "sequence";

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.Relation;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT c.oid, n.nspname AS schema, c.relname AS name, c.relpersistence = 'u' AS unlogged,
               pg_catalog.format_type(s.seqtypid, NULL) AS data_type, s.seqstart AS start, s.seqincrement AS increment,
               s.seqmin AS minimum, s.seqmax AS maximum, s.seqcache AS cache, s.seqcycle AS cycles,
               own.schema AS owner_schema, own.relation AS owner_relation, own.column_name AS owner_column,
               {Description.Of("pg_class", "c.oid")} AS comment
        FROM pg_catalog.pg_sequence s
        JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN LATERAL (SELECT tn.nspname AS schema, t.relname AS relation, a.attname AS column_name
                           FROM pg_catalog.pg_depend d
                           JOIN pg_catalog.pg_class t ON t.oid = d.refobjid
                           JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
                           JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
                           WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype = 'a'
                             AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass) own ON true
        WHERE {UserObjects.InUserSchema("n")} AND {UserObjects.NotOfExtension("pg_class", "c.oid")}
          -- deptype 'i' is the sequence behind an identity column.
          AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                          WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype = 'i')
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new SequenceObject
    {
        Identity = new(Name, row.Text("schema"), row.Text("name")),
        Comment = row.OptionalText("comment"),
        OwnedBy = row.OptionalText("owner_relation") is { } relation
            ? new(new(row.Text("owner_schema"), relation), row.Text("owner_column")) : null,
        Unlogged = row.Truth("unlogged"),
        Options = new()
        {
            DataType = row.Text("data_type"), Start = row.Number("start"), Increment = row.Number("increment"),
            Minimum = row.Number("minimum"), Maximum = row.Number("maximum"), Cache = row.Number("cache"), Cycles = row.Truth("cycles"),
        },
    };
}
