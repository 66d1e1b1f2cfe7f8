using Npgsql;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;
using PgClone.State;
using PgClone.Steps;

namespace PgClone.Execution;

/// <summary>Merges the rows that differ into one table, and later takes out those that are gone.</summary>
internal sealed class MergeRowsExecutor(IRunObserver observer, RowJournal journal)
{
    private static readonly Statement CheckNow = new("SET CONSTRAINTS ALL IMMEDIATE");

    /// <summary>Fetches the rows of the buckets that differ, or those that are newer, and does with them what the table needs.</summary>
    public async Task<StepOutcome> RunAsync(MergeRows step, IRowSource source, WriteSession target, CancellationToken cancellation)
    {
        if (step.Changed != ChangedRows.UpdatedOrReplaced) return await MergeAsync(step, step.Changed == ChangedRows.Updated, source, target, cancellation);
        try
        {
            return await MergeAsync(step, inPlace: true, source, target, cancellation);
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ExclusionViolation)
        {
            // Seldom: a value passes from one row to another. All over again, for a savepoint would give the rows numbers that the ledger does not know.
            return await MergeAsync(step, inPlace: false, source, target, cancellation);
        }
    }

    private async Task<StepOutcome> MergeAsync(MergeRows step, bool inPlace, IRowSource source, WriteSession target, CancellationToken cancellation)
    {
        var rows = step.Rows with { Choice = step.Choice, Since = step.Newer?.Since, Pages = step.Newer?.Pages };
        var merge = new RowMerge(rows);
        await using var transaction = await target.Connection.BeginTransactionAsync(cancellation);
        var triggers = await GuardAsync(rows.Table, step.Before, target, cancellation);
        await target.ExecuteAsync([merge.MakeStage], cancellation);
        long bytes = 0;
        var sent = await RowPipe.RunAsync((rows, false, RowMerge.Stage), source, target, Report, cancellation);
        await RewrittenTables.RefuseAsync([rows.Table], source, cancellation);
        var arrived = await CountAsync($"SELECT pg_catalog.count(*) FROM {RowMerge.Stage.Sql}", target, cancellation);
        if (sent != arrived) throw new IncompleteCopyException(rows.Table, sent, arrived);
        await target.ExecuteAsync([merge.AnalyzeStage, merge.ExpectInMemory], cancellation);
        // The rows that refer to those which go are merged next: they are of this run, or the keys would not be in place.
        var referring = step.IsReferenced && !inPlace ? await TriggerGuard.ForgetReferringAsync(rows.Table, target, cancellation) : [];
        var touched = !rows.IsKeyed ? await BalanceAsync(step, new(rows), target, cancellation)
            : inPlace ? await UpdateAsync(step, merge, sent, (source, target), cancellation)
            : step.Newer is null ? await ReplaceAsync(step, merge, sent, target, cancellation)
            : await RenewAsync(step, merge, sent, (source, target), cancellation);
        // Before what is checked late was checked, no trigger of the table can be put back.
        await target.ExecuteAsync([CheckNow], cancellation);
        await journal.WriteAsync([new(step.Rows, step.Wanted, 1, step.Newer is null ? journal.Compared : journal.Continue(step.Newer.Kept))], source, target, cancellation);
        await target.ExecuteAsync([.. referring, .. triggers, .. step.Afterwards], cancellation);
        await transaction.CommitAsync(cancellation);
        return new() { Step = step.Id, Status = StepStatus.Succeeded, Rows = touched, Bytes = bytes };

        void Report(long count, long moved)
        {
            bytes = moved;
            observer.Moved(step, count, moved);
        }
    }

    /// <summary>Deletes the rows whose keys were kept; none were where none was gone.</summary>
    public static async Task<StepOutcome> DeleteAsync(DeleteGoneRows step, WriteSession target, CancellationToken cancellation)
    {
        var kept = DeleteGoneRows.KeysOf(step.Rows.Table);
        await using var transaction = await target.Connection.BeginTransactionAsync(cancellation);
        var isKept = await CountAsync($"SELECT pg_catalog.count(pg_catalog.to_regclass({Literal.Quote(kept.Sql)}))", target, cancellation) > 0;
        if (!isKept) return new() { Step = step.Id, Status = StepStatus.Succeeded };
        var triggers = await GuardAsync(step.Rows.Table, step.Before, target, cancellation);
        var deleted = await DoAsync(new RowMerge(step.Rows).DeleteKept(kept), target, cancellation);
        await target.ExecuteAsync([$"DROP TABLE {kept.Sql}", .. triggers, .. step.Afterwards], cancellation);
        await transaction.CommitAsync(cancellation);
        return new() { Step = step.Id, Status = StepStatus.Succeeded, Rows = deleted };
    }

    /// <summary>Keeps writers away, not readers, and triggers silent. Returns what lets these fire again.</summary>
    private static async Task<IReadOnlyList<Statement>> GuardAsync(QualifiedName table, IEnumerable<Statement> before, WriteSession target, CancellationToken cancellation)
    {
        await target.ExecuteAsync([$"LOCK TABLE ONLY {table.Sql} IN SHARE ROW EXCLUSIVE MODE", .. before], cancellation);
        return await TriggerGuard.DisableAsync(table, rules: true, target, cancellation);
    }

    /// <summary>Of the rows of some buckets most are as they should be: only those with other values are written anew.</summary>
    private static async Task<long> ReplaceAsync(MergeRows step, RowMerge merge, long sent, WriteSession target, CancellationToken cancellation)
    {
        var known = await CountAsync(merge.CountKnown, target, cancellation);
        var changed = await DoAsync(merge.DeleteChanged, target, cancellation);
        var deleted = step.InChoice == known ? 0 : await DoAsync(merge.DeleteGone, target, cancellation);
        return deleted + await InsertAsync(step, merge.Insert, sent - known + changed, target, cancellation);
    }

    /// <summary>Rows without a key are as they should be where each is there as often as it should be.</summary>
    private static async Task<long> BalanceAsync(MergeRows step, RowDifference difference, WriteSession target, CancellationToken cancellation)
    {
        await target.ExecuteAsync([difference.Make], cancellation);
        var missing = await CountAsync(RowDifference.CountMissing, target, cancellation);
        var deleted = await DoAsync(difference.DeleteSurplus, target, cancellation);
        return deleted + await InsertAsync(step, difference.InsertMissing, missing, target, cancellation);
    }

    /// <summary>Rows that came by their age are all written anew, whatever stood under their keys.</summary>
    private static async Task<long> RenewAsync(MergeRows step, RowMerge merge, long sent, (IRowSource Source, WriteSession Target) sessions, CancellationToken cancellation)
    {
        var known = await DoAsync(merge.DeleteKnown, sessions.Target, cancellation);
        var gone = await GoneAsync(step, merge, (sent, known), sessions, cancellation);
        var deleted = gone == 0 ? 0 : await DeleteGoneAsync(step, merge, gone, sessions.Target, cancellation);
        return deleted + await InsertAsync(step, merge.InsertAll, sent, sessions.Target, cancellation);
    }

    private static async Task<long> UpdateAsync(MergeRows step, RowMerge merge, long sent, (IRowSource Source, WriteSession Target) sessions, CancellationToken cancellation)
    {
        var known = await CountAsync(merge.CountKnown, sessions.Target, cancellation);
        var gone = step.Newer is null ? step.InChoice - known : await GoneAsync(step, merge, (sent, known), sessions, cancellation);
        // A row that changes may refer to one that comes, of the same table.
        var inserted = sent == known ? 0 : await InsertAsync(step, merge.Insert, sent - known, sessions.Target, cancellation);
        var updated = merge.Update(step.Fixed.ToHashSet(StringComparer.Ordinal)) is { } update ? await DoAsync(update, sessions.Target, cancellation) : 0;
        if (gone == 0) return updated + inserted;
        if (!step.IsReferenced) return updated + inserted + await DeleteGoneAsync(step, merge, gone, sessions.Target, cancellation);
        await sessions.Target.ExecuteAsync([merge.KeepGone(DeleteGoneRows.KeysOf(step.Rows.Table))], cancellation);
        return updated + inserted;
    }

    /// <summary>
    /// How many rows of the target are gone from the source, of rows that came by their age: only where some are, all keys of the source are fetched to find them.
    /// </summary>
    /// <exception cref="TargetMovedException">There are fewer rows than there should be.</exception>
    private static async Task<long> GoneAsync(
        MergeRows step, RowMerge merge, (long Sent, long Known) rows, (IRowSource Source, WriteSession Target) sessions, CancellationToken cancellation)
    {
        var gone = step.Newer!.Held + rows.Sent - rows.Known - step.Wanted;
        if (gone < 0) throw TargetMovedException.HasOtherRows(step.Rows.Table);
        if (gone == 0) return 0;
        await sessions.Target.ExecuteAsync([merge.MakeKeyStage], cancellation);
        await RowPipe.RunAsync((merge.KeyRows, false, RowMerge.KeyStage), sessions.Source, sessions.Target, (_, _) => { }, cancellation);
        await sessions.Target.ExecuteAsync([$"ANALYZE {RowMerge.KeyStage.Sql}"], cancellation);
        return gone;
    }

    /// <exception cref="TargetMovedException">There are others than those that are gone from the source.</exception>
    private static async Task<long> DeleteGoneAsync(MergeRows step, RowMerge merge, long gone, WriteSession target, CancellationToken cancellation)
    {
        var deleted = await DoAsync(merge.DeleteGone, target, cancellation);
        return deleted == gone ? deleted : throw TargetMovedException.HasOtherRows(step.Rows.Table);
    }

    /// <exception cref="IncompleteCopyException">Something of the target kept rows from coming.</exception>
    private static async Task<long> InsertAsync(MergeRows step, string insert, long coming, WriteSession target, CancellationToken cancellation)
    {
        var inserted = await DoAsync(insert, target, cancellation);
        return inserted == coming ? inserted : throw new IncompleteCopyException(step.Rows.Table, coming, inserted);
    }

    private static async Task<long> DoAsync(string sql, WriteSession target, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, target.Connection);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<long> CountAsync(string sql, WriteSession target, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, target.Connection);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
