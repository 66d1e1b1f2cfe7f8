using Npgsql;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;
using PgClone.State;
using PgClone.Steps;

namespace PgClone.Execution;

/// <summary>Fills the tables of an extension with the rows of the user, in one transaction. What is the user's there says the extension of the target.</summary>
internal sealed class CopyConfigurationExecutor(string clone, IRunObserver observer)
{
    private const string Conditions = """
        SELECT n.nspname::pg_catalog.text AS schema, c.relname::pg_catalog.text AS name, COALESCE(u.condition, '') AS condition
        FROM pg_catalog.pg_extension e
        CROSS JOIN LATERAL ROWS FROM (pg_catalog.unnest(e.extconfig), pg_catalog.unnest(e.extcondition)) AS u(relation, condition)
        JOIN pg_catalog.pg_class c ON c.oid = u.relation
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE e.extname = $1
        """;

    /// <summary>Replaces the rows of each table, and commits only when each holds those that left the source.</summary>
    public async Task<StepOutcome> RunAsync(CopyConfiguration step, IRowSource source, WriteSession target, CancellationToken cancellation)
    {
        await using var transaction = await target.Connection.BeginTransactionAsync(cancellation);
        var conditions = await ConditionsAsync(step.Extension, target, cancellation);
        var triggers = new List<Statement>();
        // Keys that may wait do, so that tables can refer to each other.
        var locks = step.Tables.Select(table => new Statement($"LOCK TABLE ONLY {table.Rows.Table.Sql} IN SHARE ROW EXCLUSIVE MODE"));
        await target.ExecuteAsync(["SET CONSTRAINTS ALL DEFERRED", .. locks], cancellation);
        foreach (var table in step.Tables.Reverse())
        {
            if (!conditions.TryGetValue(table.Rows.Table, out var condition)) throw TargetMovedException.HasNoConfiguration(step.Extension, table.Rows.Table);
            triggers.AddRange(await TriggerGuard.DisableAsync(table.Rows.Table, rules: false, target, cancellation));
            await EmptyAsync(table, condition, target, cancellation);
        }

        long rows = 0;
        long bytes = 0;
        foreach (var table in step.Tables)
        {
            var (rowsBefore, bytesBefore) = (rows, bytes);
            rows += await RowPipe.RunAsync((table.Rows, false, null), source, target, Report, cancellation);
            await RewrittenTables.RefuseAsync([table.Rows.Table], source, cancellation);
            var found = await CountAsync(table.Rows.Table, conditions[table.Rows.Table], target, cancellation);
            if (found != rows - rowsBefore) throw new IncompleteCopyException(table.Rows.Table, rows - rowsBefore, found);

            void Report(long count, long moved)
            {
                bytes = bytesBefore + moved;
                observer.Moved(step, rowsBefore + count, bytes);
            }
        }

        await target.ExecuteAsync(triggers, cancellation);
        await RecordAsync(step, target, cancellation);
        await transaction.CommitAsync(cancellation);
        return new() { Step = step.Id, Status = StepStatus.Succeeded, Rows = rows, Bytes = bytes };
    }

    private static async Task<Dictionary<QualifiedName, string>> ConditionsAsync(string extension, WriteSession target, CancellationToken cancellation)
    {
        var conditions = new Dictionary<QualifiedName, string>();
        await using var command = new NpgsqlCommand(Conditions, target.Connection) { Parameters = { new() { Value = extension } } };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) conditions[new(reader.GetString(0), reader.GetString(1))] = reader.GetString(2);
        return conditions;
    }

    private static async Task EmptyAsync(ConfigurationRows table, string condition, WriteSession target, CancellationToken cancellation)
    {
        var name = table.Rows.Table;
        if (table.Replaces == ReplacedRows.None)
        {
            if (await CountAsync(name, condition, target, cancellation) > 0) throw TargetMovedException.HasRows(name);
            return;
        }

        // The condition is the end of a query, so it stands in one.
        await target.ExecuteAsync([$"DELETE FROM ONLY {name.Sql} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ONLY {name.Sql} {condition}))"], cancellation);
    }

    private async Task RecordAsync(CopyConfiguration step, WriteSession target, CancellationToken cancellation)
    {
        var ours = step.Tables.Select(table => new LedgerObject(CopyConfiguration.LedgerIdentity(table.Rows.Table), "", null)).ToList();
        await using var batch = new NpgsqlBatch(target.Connection) { BatchCommands = { LedgerStore.RecordObjects(clone, ours) } };
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<long> CountAsync(QualifiedName table, string condition, WriteSession target, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"SELECT pg_catalog.count(*) FROM (SELECT FROM ONLY {table.Sql} {condition}) AS matching", target.Connection);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
