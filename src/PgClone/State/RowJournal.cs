using System.Globalization;
using Npgsql;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;

namespace PgClone.State;

/// <summary>Writes down during a run which rows of the source its tables hold, so that the next one need not look at every value.</summary>
/// <param name="source">When the source was read; null where that cannot be told, and then nothing is written down.</param>
/// <param name="target">When the target was read; null where it is new.</param>
/// <param name="sizes">The tables of both, as they were then.</param>
/// <param name="keyId">Tells the key of the masks; null for none.</param>
public sealed class RowJournal(
    Moment? source,
    Moment? target,
    (IReadOnlyDictionary<QualifiedName, TableSize> Source, IReadOnlyDictionary<QualifiedName, TableSize> Target) sizes,
    string? keyId)
{
    // Each row is held against the list of our transactions. After so many the moment of the last look stands for all of them.
    private const int MostWritten = 64;

    /// <summary>The rows of the target that are right, after they were compared by their values just now.</summary>
    public KeptRows Compared => new(target?.Oldest, []);

    /// <summary>The rows of the target that are right, after their transactions showed that they are those that were known.</summary>
    public KeptRows Continue(KeptRows known) => known.Written.Count < MostWritten ? known : Compared;

    /// <summary>The rows that are newer than the number of the moment says: none, where no transaction was at work.</summary>
    public RowSet? Young(RowSet rows) => source is { IsQuiet: false } && rows.IsTraceable ? rows with { Since = source.Oldest } : null;

    /// <summary>Says, inside the transaction that does it, what becomes of the rows of tables.</summary>
    public async Task WriteAsync(IEnumerable<WrittenRows> tables, IRowSource from, WriteSession to, CancellationToken cancellation)
    {
        var known = new List<(WrittenRows, RowOrigin, RowDigest, TableFile?)>();
        foreach (var written in tables)
        {
            if (OriginOf(written.Rows) is not { } origin) continue;
            var young = Young(written.Rows) is { } newer ? await DigestAsync(newer, from, cancellation) : RowDigest.Empty;
            known.Add((written, origin, young, written.Kept == KeptRows.None ? null : FileOf(written.Rows)));
        }

        if (known.Count == 0) return;
        await using var batch = new NpgsqlBatch(to.Connection) { BatchCommands = { RowLedger.RecordWritten(known) } };
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Commands that forget the tables that are about to change, and record those that were compared and are equal, with those of their rows that are young.</summary>
    public IEnumerable<NpgsqlBatchCommand> Begin(IReadOnlyCollection<QualifiedName> changing, IReadOnlyCollection<(RowSet Rows, long Count, RowDigest Young)> equal)
    {
        var found = target is null ? [] : equal.Select(item => (item.Rows, item.Count, Origin: OriginOf(item.Rows), item.Young))
            .Where(item => item.Origin is not null).Select(item => (item.Rows.Table, item.Count, item.Origin!, item.Young, File: FileOf(item.Rows))).ToList();
        if (changing.Count + found.Count > 0) yield return RowLedger.Forget([.. changing, .. found.Select(item => item.Table)]);
        if (found.Count > 0) yield return RowLedger.RecordFound(found, target!);
    }

    private static async Task<RowDigest> DigestAsync(RowSet rows, IRowSource source, CancellationToken cancellation)
    {
        var parts = (await source.ValueAsync($"SELECT d.rows || ' ' || d.sum FROM ({rows.SourceDigest(1)}) AS d", cancellation))!.Split(' ');
        return new(long.Parse(parts[0], CultureInfo.InvariantCulture), parts[1]);
    }

    private TableFile FileOf(RowSet rows) => sizes.Target.GetValueOrDefault(rows.Table).File;

    private RowOrigin? OriginOf(RowSet rows) =>
        source is not null && rows.IsTraceable && sizes.Source.TryGetValue(rows.Table, out var size) ? RowOrigin.Of(rows, keyId, source, size.File) : null;
}
