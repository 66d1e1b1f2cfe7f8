using Npgsql;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;
using PgClone.State;
using PgClone.Steps;

namespace PgClone.Execution;

/// <summary>Fills tables in one transaction: all of their rows are there afterwards, or none of this run's.</summary>
internal sealed class CopyRowsExecutor(IRunObserver observer, RowJournal journal)
{
    /// <summary>Copies the rows, counts them on both sides, and commits only when the counts agree.</summary>
    /// <exception cref="IncompleteCopyException">They do not.</exception>
    /// <exception cref="TargetMovedException">Somebody filled a table since the plan was made: these rows nobody agreed to lose, or to have among ours.</exception>
    /// <exception cref="RewrittenTableException">Somebody emptied a table of the source, or wrote it anew, since the snapshot.</exception>
    public async Task<IReadOnlyList<StepOutcome>> RunAsync(IReadOnlyList<CopyRows> steps, IRowSource source, WriteSession target, CancellationToken cancellation)
    {
        await using var transaction = await target.Connection.BeginTransactionAsync(cancellation);
        var before = await PrepareAsync(steps, target, cancellation);
        var copied = new List<StepOutcome>();
        var afterwards = new List<Statement>();
        foreach (var step in steps)
        {
            if (step.IntoStanding) afterwards.AddRange(await TriggerGuard.DisableAsync(step.Destination, rules: false, target, cancellation));
            copied.Add(await CopyAsync(step, source, target, cancellation));
            afterwards.AddRange(step.Afterwards);
        }

        var stillThere = RewrittenTables.RefuseAsync(steps.Select(step => step.Rows.Table), source, cancellation);
        var after = await InsertedAsync(steps, target, cancellation);
        await stillThere;
        foreach (var (place, step) in steps.Index())
            if (copied[place].Rows != after[place] - before[place]) throw new IncompleteCopyException(step.Rows.Table, copied[place].Rows, after[place] - before[place]);
        var written = steps.Zip(copied, (step, sent) => new WrittenRows(step.Rows, sent.Rows, step.Part?.Count ?? 1, KeptRows.None) { Into = step.Into });
        await journal.WriteAsync(written, source, target, cancellation);
        await target.ExecuteAsync(afterwards, cancellation);
        await transaction.CommitAsync(cancellation);
        return copied;
    }

    private async Task<StepOutcome> CopyAsync(CopyRows step, IRowSource source, WriteSession target, CancellationToken cancellation)
    {
        long bytes = 0;
        var sent = await RowPipe.RunAsync((step.Rows, step.Freezes, step.Into), source, target, Report, cancellation);
        return new() { Step = step.Id, Status = StepStatus.Succeeded, Rows = sent, Bytes = bytes };

        void Report(long rows, long moved)
        {
            bytes = moved;
            observer.Moved(step, rows, moved);
        }
    }

    /// <summary>
    /// Takes the tables, without their rows where the plan replaces them, and says how many rows the session has put into each so far. A part shares its
    /// table with the other parts.
    /// </summary>
    private static async Task<long[]> PrepareAsync(IReadOnlyList<CopyRows> steps, WriteSession target, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(target.Connection);
        foreach (var step in steps.Where(step => step.Part is null))
        {
            var mode = step.Freezes ? "ACCESS EXCLUSIVE" : "SHARE ROW EXCLUSIVE";
            batch.BatchCommands.Add(new(step.Truncates ? Truncate(step) : $"LOCK TABLE ONLY {step.Destination.Sql} IN {mode} MODE"));
            foreach (var statement in step.Before) batch.BatchCommands.Add(new(statement.Sql));
        }

        batch.BatchCommands.Add(new($"SELECT ARRAY[{string.Join(", ", steps.Select(IsFree))}] AS is_free, {Inserted(steps)} AS inserted"));
        // FREEZE asks for a file that no other transaction knows.
        foreach (var step in steps.Where(step => step is { Part: null, Freezes: true, Truncates: false })) batch.BatchCommands.Add(new(Truncate(step)));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var filled = Array.IndexOf(reader.GetFieldValue<bool[]>(0), false);
        return filled < 0 ? reader.GetFieldValue<long[]>(1) : throw TargetMovedException.HasRows(steps[filled].Rows.Table);

        static string Truncate(CopyRows step) => $"TRUNCATE TABLE ONLY {step.Destination.Sql}";
        static string IsFree(CopyRows step) => step.Part is null ? $"NOT EXISTS (SELECT FROM ONLY {step.Destination.Sql})" : "true";
    }

    private static async Task<long[]> InsertedAsync(IReadOnlyList<CopyRows> steps, WriteSession target, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"SELECT {Inserted(steps)}", target.Connection);
        return (long[])(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>
    /// The rows that this session inserted, as the server counted them while it did: no scan. What it counted in earlier transactions may be among them, so
    /// what counts is the difference. A server told not to count (track_counts = off) is made to.
    /// </summary>
    private static string Inserted(IEnumerable<CopyRows> steps) => $"ARRAY[{string.Join(", ", steps.Select(step => $"""
        CASE WHEN pg_catalog.current_setting('track_counts') = 'on'
             THEN pg_catalog.pg_stat_get_xact_tuples_inserted({Literal.Quote(step.Destination.Sql)}::pg_catalog.regclass)
             ELSE (SELECT pg_catalog.count(*) FROM ONLY {step.Destination.Sql} AS t WHERE t.xmin = pg_catalog.pg_current_xact_id()::pg_catalog.xid) END
        """))}]";
}
