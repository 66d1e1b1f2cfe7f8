using Npgsql;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;

namespace PgClone.State;

/// <summary>Writes down during a run which rows of the source its tables hold, so that the next one need not look at every value.</summary>
/// <param name="source">When the source was read; null where that cannot be told, and then nothing is written down.</param>
/// <param name="target">When the target was read; null where it is new.</param>
/// <param name="sizes">The tables of the source.</param>
/// <param name="keyId">Tells the key of the masks; null for none.</param>
public sealed class RowJournal(Moment? source, Moment? target, IReadOnlyDictionary<QualifiedName, TableSize> sizes, string? keyId)
{
    /// <summary>Says, inside the transaction that does it, that a table is given rows.</summary>
    /// <param name="rows">The rows that it should hold.</param>
    /// <param name="count">How many of them are there by this transaction, or all where it only replaces some.</param>
    /// <param name="parts">How many transactions fill the table.</param>
    /// <param name="keepsOthers">True when the transaction leaves rows that were compared with the source's before.</param>
    /// <param name="session">The session, in the transaction.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task WriteAsync(RowSet rows, long count, int parts, bool keepsOthers, WriteSession session, CancellationToken cancellation)
    {
        if (OriginOf(rows) is not { } origin || (keepsOthers && target is null)) return;
        await using var batch = new NpgsqlBatch(session.Connection)
        {
            BatchCommands = { RowLedger.RecordWritten((rows.Table, count, origin), keepsOthers ? target!.Oldest : null, parts) },
        };
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Commands that forget the tables that are about to change, and record those that were compared and are equal.</summary>
    public IEnumerable<NpgsqlBatchCommand> Begin(IReadOnlyCollection<QualifiedName> changing, IReadOnlyCollection<(RowSet Rows, long Count)> equal)
    {
        var found = target is null ? [] : equal.Select(item => (item.Rows.Table, item.Count, Origin: OriginOf(item.Rows)))
            .Where(item => item.Origin is not null).Select(item => (item.Table, item.Count, item.Origin!)).ToList();
        if (changing.Count + equal.Count > 0) yield return RowLedger.Forget([.. changing, .. equal.Select(item => item.Rows.Table)]);
        if (found.Count > 0) yield return RowLedger.RecordFound(found, target!);
    }

    private RowOrigin? OriginOf(RowSet rows) =>
        source is not null && rows.IsTraceable && sizes.TryGetValue(rows.Table, out var size) ? RowOrigin.Of(rows, keyId, source, size.File) : null;
}
