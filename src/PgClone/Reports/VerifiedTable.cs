using PgClone.Postgres.Sql;
using PgClone.Resolution;

namespace PgClone.Reports;

/// <summary>The rows of one table.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Verdict">Equal, Differs, or NotCompared.</param>
/// <param name="Reason">Why it is not compared, or how it differs.</param>
/// <param name="SourceRows">Rows that it should hold; null where they were not counted.</param>
/// <param name="TargetRows">Rows that it holds; null where they were not counted.</param>
/// <param name="Keys">The keys that differ, as far as they were asked for.</param>
public sealed record VerifiedTable(string Table, RowVerdict Verdict, string Reason, long? SourceRows, long? TargetRows, ValueList<DifferingKey> Keys)
{
    /// <summary>What the plan says of the table, without keys.</summary>
    public static VerifiedTable Of(TableDecision table)
    {
        var verdict = table.Action == RowAction.Unchanged ? RowVerdict.Equal : table.Action == RowAction.None ? RowVerdict.NotCompared : RowVerdict.Differs;
        return new(table.Rows.Table.ToString(), verdict, table.Reason, table.SourceRows, table.TargetRows, []);
    }
}
