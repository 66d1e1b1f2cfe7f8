using System.Collections.Concurrent;
using Npgsql;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Sql;
using PgClone.State;
using PgClone.Steps;

namespace PgClone.Execution;

/// <summary>Makes tables beside others and exchanges them for these, where nobody has made or changed anything meanwhile that would go with the old one.</summary>
internal sealed class SwapExecutor
{
    // The columns, what hangs on the table, whoever made it, and who may use it: all that is made again as the plan saw it.
    private const string Shape = """
        SELECT pg_catalog.md5(pg_catalog.string_agg(t.line, ';' ORDER BY t.line COLLATE "C")) FROM (
            SELECT a::pg_catalog.text FROM pg_catalog.pg_attribute a WHERE a.attrelid = $1::pg_catalog.regclass
            UNION ALL
            -- A view on two tables that are exchanged is made again with the first of them, and another one then.
            SELECT (d.classid, COALESCE(r.ev_class::pg_catalog.regclass::pg_catalog.text, d.objid::pg_catalog.text), d.objsubid, d.refobjsubid, d.deptype)::pg_catalog.text
            FROM pg_catalog.pg_depend d LEFT JOIN pg_catalog.pg_rewrite r ON d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND r.oid = d.objid
            WHERE d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid = $1::pg_catalog.regclass
            UNION ALL
            SELECT (c.relowner, c.relacl, c.reloptions, c.relrowsecurity, c.relforcerowsecurity, c.relreplident)::pg_catalog.text
            FROM pg_catalog.pg_class c WHERE c.oid = $1::pg_catalog.regclass
            ) AS t(line)
        """;

    private readonly ConcurrentDictionary<QualifiedName, string> _shapes = [];

    /// <summary>Makes the table beside, and remembers how the other is.</summary>
    public async Task<StepOutcome> StageAsync(StageTable step, WriteSession target, CancellationToken cancellation)
    {
        _shapes[step.Table] = await ShapeAsync(step.Table, target, cancellation);
        await target.ExecuteAsync(step.Statements, cancellation);
        return new() { Step = step.Id, Status = StepStatus.Succeeded };
    }

    /// <summary>Exchanges it for the other, in one transaction.</summary>
    /// <exception cref="TargetMovedException">The other is no longer as it was.</exception>
    public async Task<StepOutcome> SwapAsync(SwapTable step, WriteSession target, CancellationToken cancellation)
    {
        await using var transaction = await target.Connection.BeginTransactionAsync(cancellation);
        await target.ExecuteAsync([$"LOCK TABLE ONLY {step.Rows.Table.Sql} IN ACCESS EXCLUSIVE MODE"], cancellation);
        if (_shapes[step.Rows.Table] != await ShapeAsync(step.Rows.Table, target, cancellation)) throw TargetMovedException.WasChanged(step.Rows.Table);
        await target.ExecuteAsync(step.Statements, cancellation);
        await transaction.CommitAsync(cancellation);
        return new() { Step = step.Id, Status = StepStatus.Succeeded };
    }

    private static async Task<string> ShapeAsync(QualifiedName table, WriteSession target, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Shape, target.Connection) { Parameters = { new() { Value = table.Sql } } };
        return (string)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
