using Npgsql;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;
using PgClone.State;
using PgClone.Steps;

namespace PgClone.Execution;

/// <summary>Fills one table in one transaction: all of its rows are there afterwards, or none of this run's.</summary>
internal sealed class CopyRowsExecutor(IRunObserver observer, RowJournal journal)
{
    /// <summary>Copies the rows, counts them on both sides, and commits only when the counts agree.</summary>
    public async Task<StepOutcome> RunAsync(CopyRows step, IRowSource source, WriteSession target, CancellationToken cancellation)
    {
        await using var transaction = await target.Connection.BeginTransactionAsync(cancellation);
        var before = await PrepareAsync(step, target, cancellation);
        var triggers = step.IntoStanding ? await TriggerGuard.DisableAsync(step.Rows.Table, rules: false, target, cancellation) : [];
        long bytes = 0;
        var sent = await RowPipe.RunAsync((step.Rows, step.Freezes, null), source, target, Report, cancellation);
        var stillThere = RewrittenTables.RefuseAsync(step.Rows.Table, source, cancellation);
        var arrived = await InsertedAsync(step.Rows.Table, target, cancellation) - before;
        await stillThere;
        if (sent != arrived) throw new IncompleteCopyException(step.Rows.Table, sent, arrived);
        await journal.WriteAsync(new(step.Rows, sent, step.Part?.Count ?? 1, KeptRows.None), source, target, cancellation);
        await target.ExecuteAsync([.. triggers, .. step.Afterwards], cancellation);
        await transaction.CommitAsync(cancellation);
        return new() { Step = step.Id, Status = StepStatus.Succeeded, Rows = sent, Bytes = bytes };

        void Report(long rows, long moved)
        {
            bytes = moved;
            observer.Moved(step, rows, moved);
        }
    }

    /// <summary>
    /// Takes the table, without its rows where the plan replaces them, and says how many rows the session has put there so far. A part shares the table with
    /// the other parts.
    /// </summary>
    /// <exception cref="TargetMovedException">Somebody filled the table since the plan was made: these rows nobody agreed to lose, or to have among ours.</exception>
    private static async Task<long> PrepareAsync(CopyRows step, WriteSession target, CancellationToken cancellation)
    {
        if (step.Part is not null) return await InsertedAsync(step.Rows.Table, target, cancellation);
        var table = step.Rows.Table.Sql;
        var truncate = $"TRUNCATE TABLE ONLY {table}";
        await using var batch = new NpgsqlBatch(target.Connection);
        batch.BatchCommands.Add(new(step.Truncates ? truncate : $"LOCK TABLE ONLY {table} IN {(step.Freezes ? "ACCESS EXCLUSIVE" : "SHARE ROW EXCLUSIVE")} MODE"));
        foreach (var statement in step.Before) batch.BatchCommands.Add(new(statement.Sql));
        batch.BatchCommands.Add(new($"SELECT NOT EXISTS (SELECT FROM ONLY {table}) AS is_empty, {Inserted(step.Rows.Table)} AS inserted"));
        // FREEZE asks for a file that no other transaction knows.
        if (step is { Freezes: true, Truncates: false }) batch.BatchCommands.Add(new(truncate));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return reader.GetBoolean(0) ? reader.GetInt64(1) : throw TargetMovedException.HasRows(step.Rows.Table);
    }

    /// <summary>
    /// The rows that this session inserted, as the server counted them while it did: no scan. What it counted in earlier transactions may be among them, so
    /// what counts is the difference. A server told not to count (track_counts = off) is made to.
    /// </summary>
    private static string Inserted(QualifiedName table) => $"""
        CASE WHEN pg_catalog.current_setting('track_counts') = 'on'
             THEN pg_catalog.pg_stat_get_xact_tuples_inserted({Literal.Quote(table.Sql)}::pg_catalog.regclass)
             ELSE (SELECT pg_catalog.count(*) FROM ONLY {table.Sql} AS t WHERE t.xmin = pg_catalog.pg_current_xact_id()::pg_catalog.xid) END
        """;

    private static async Task<long> InsertedAsync(QualifiedName table, WriteSession target, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"SELECT {Inserted(table)}", target.Connection);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
