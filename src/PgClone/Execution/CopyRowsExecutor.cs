using Npgsql;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;
using PgClone.State;
using PgClone.Steps;

namespace PgClone.Execution;

/// <summary>Fills one table in one transaction: all of its rows are there afterwards, or none of this run's.</summary>
internal sealed class CopyRowsExecutor(IRunObserver observer)
{
    /// <summary>Copies the rows, counts them on both sides, and commits only when the counts agree.</summary>
    public async Task<StepOutcome> RunAsync(CopyRows step, ReadSession source, WriteSession target, CancellationToken cancellation)
    {
        await using var transaction = await target.Connection.BeginTransactionAsync(cancellation);
        if (!await IsEmptiedAsync(step, target, cancellation)) throw TargetMovedException.HasRows(step.Rows.Table);
        var triggers = step.IntoStanding ? await TriggerGuard.DisableAsync(step.Rows.Table, target, cancellation) : [];
        long bytes = 0;
        var sent = await RowPipe.RunAsync(step.Rows, source, target, Report, cancellation);
        var stillThere = RewrittenTables.RefuseAsync(step.Rows.Table, source, cancellation);
        var arrived = await InsertedAsync(step.Rows.Table, target, cancellation);
        await stillThere;
        if (sent != arrived) throw new IncompleteCopyException(step.Rows.Table, sent, arrived);
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
    /// Takes the table, without its rows where the plan replaces them. False when somebody filled it since the plan was made: these rows nobody
    /// agreed to lose, or to have among ours.
    /// </summary>
    private static async Task<bool> IsEmptiedAsync(CopyRows step, WriteSession target, CancellationToken cancellation)
    {
        var table = step.Rows.Table.Sql;
        await using var batch = new NpgsqlBatch(target.Connection);
        batch.BatchCommands.Add(new(step.Truncates ? $"TRUNCATE TABLE ONLY {table}" : $"LOCK TABLE ONLY {table} IN SHARE ROW EXCLUSIVE MODE"));
        foreach (var statement in step.Before) batch.BatchCommands.Add(new(statement.Sql));
        batch.BatchCommands.Add(new($"SELECT NOT EXISTS (SELECT FROM ONLY {table})"));
        return await batch.ExecuteScalarAsync(cancellation) is true;
    }

    /// <summary>
    /// The rows that this transaction inserted, as the server counted them while it did: no scan. A server told not to count
    /// (track_counts = off) is made to.
    /// </summary>
    private static async Task<long> InsertedAsync(QualifiedName table, WriteSession target, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"""
            SELECT CASE WHEN pg_catalog.current_setting('track_counts') = 'on'
                        THEN pg_catalog.pg_stat_get_xact_tuples_inserted({Literal.Quote(table.Sql)}::pg_catalog.regclass)
                        ELSE (SELECT pg_catalog.count(*) FROM ONLY {table.Sql}) END
            """, target.Connection);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
