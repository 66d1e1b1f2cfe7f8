using System.Text.Json;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.View;

/// <summary>Reads and describes the columns of views and materialized views.</summary>
public static class ViewColumns
{
    /// <summary>A subquery that gives the columns of pg_class <c>c</c> as JSON.</summary>
    public static string Query => $"""
        (SELECT pg_catalog.json_agg(pg_catalog.json_build_object(
                  'name', a.attname, 'type', pg_catalog.format_type(a.atttypid, a.atttypmod),
                  'collation', CASE WHEN a.attcollation <> t.typcollation AND a.attcollation <> 0 THEN pg_catalog.format('%I.%I', cn.nspname, co.collname) END,
                  {ColumnSettings.Members},
                  'comment', {Description.OfColumn("c.oid", "a.attnum")}) ORDER BY a.attnum)
         FROM pg_catalog.pg_attribute a
         JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
         LEFT JOIN pg_catalog.pg_collation co ON co.oid = a.attcollation
         LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)::pg_catalog.text
        """;

    /// <summary>The columns of the current row.</summary>
    public static ValueList<ViewColumn> Read(CatalogRow row) => row.Parts("columns", (JsonElement part) => new ViewColumn
    {
        Name = part.Text("name")!, Type = part.Text("type")!, Collation = part.Text("collation"), Settings = ColumnSettings.Read(part), Comment = part.Text("comment"),
    });

    /// <summary>COMMENT ON COLUMN for every column whose comment differs from that of the same column before.</summary>
    public static IEnumerable<Statement> Describe(QualifiedName view, ValueList<ViewColumn> before, ValueList<ViewColumn> after) =>
        after.Where(column => column.Comment != before.FirstOrDefault(old => old.Name == column.Name)?.Comment)
            .Select(column => new Statement($"COMMENT ON COLUMN {view.Sql}.{Identifier.Quote(column.Name)} IS {Literal.Quote(column.Comment)}"));

    /// <summary>
    /// The list of their names in parentheses, with a space before it. A view of no columns is possible, a list of none is not.
    /// </summary>
    public static string List(ValueList<ViewColumn> columns) => columns.Count == 0 ? "" : $" ({Identifier.QuoteAll(columns.Select(column => column.Name))})";

    /// <summary>The same columns without what can be changed in place.</summary>
    public static ValueList<ViewColumn> Frames(ValueList<ViewColumn> columns) => columns.Select(column => column with { Comment = null, Settings = Unset }).ToValueList();

    private static ColumnSettings Unset { get; } = new() { Storage = null, TypeStorage = "", Compression = null, StatisticsTarget = null, Options = [] };

    /// <summary>The same columns without comments.</summary>
    public static ValueList<ViewColumn> WithoutComments(ValueList<ViewColumn> columns) =>
        columns.Select(column => column with { Comment = null }).ToValueList();
}
