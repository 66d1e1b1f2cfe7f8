using PgClone.Resolution;

namespace PgClone.Reports;

/// <summary>The rows of one table of a <see cref="CloneDocument"/>.</summary>
/// <param name="Table">The table.</param>
/// <param name="Action">Copy, Merge or Reload.</param>
/// <param name="Reason">Why.</param>
/// <param name="Bytes">Bytes on the source.</param>
/// <param name="SourceRows">Rows as they should be, where they were counted.</param>
/// <param name="TargetRows">Rows on the target, where they were counted.</param>
public sealed record RowsDocument(string Table, RowAction Action, string Reason, long Bytes, long? SourceRows, long? TargetRows)
{
    internal static RowsDocument Of(TableDecision table) =>
        new(table.Rows.Table.ToString(), table.Action, table.Reason, table.Size.Bytes, table.SourceRows, table.TargetRows);
}
