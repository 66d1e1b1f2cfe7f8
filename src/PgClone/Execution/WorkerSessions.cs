using System.Data;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;

namespace PgClone.Execution;

/// <summary>The sessions of a worker, opened when first needed and again after a failure.</summary>
internal sealed class WorkerSessions(RunContext context) : IAsyncDisposable
{
    private ReadSession? _source;
    private IRowSource? _rows;
    private WriteSession? _target;
    private volatile int _targetProcess;

    /// <summary>The process of the session on the target; 0 before there is one. May be asked by others.</summary>
    public int TargetProcess => _targetProcess;

    /// <summary>The session that large objects are read from. A worker never holds two sessions of the source.</summary>
    public async Task<ReadSession> SourceAsync(CancellationToken cancellation)
    {
        if (_source is not null) return _source;
        await ReleaseSourceAsync();
        return _source = await context.Source.ReadAsync(context.Snapshot, cancellation);
    }

    /// <summary>The session that rows are copied from; where Npgsql has to copy them, that of large objects.</summary>
    public async Task<IRowSource> RowsAsync(CancellationToken cancellation) =>
        _rows ??= (IRowSource?)_source ?? await context.Source.WireAsync(context.Snapshot, cancellation) ?? (IRowSource)await SourceAsync(cancellation);

    /// <summary>The session that writes, a new one where the server has ended the last.</summary>
    public async Task<WriteSession> TargetAsync(CancellationToken cancellation)
    {
        if (_target is { Connection.FullState: not ConnectionState.Open }) await DropAsync();
        return _target ??= await OpenTargetAsync(cancellation);
    }

    private async Task<WriteSession> OpenTargetAsync(CancellationToken cancellation)
    {
        var session = await context.Target.WriteAsync(cancellation);
        var name = Literal.Quote(LeftBehind.NameOf(context.Run.Id));
        var memory = Memory(Math.Min(context.Limits.Jobs, context.Limits.IndexJobs));
        await session.ExecuteAsync([$"SET application_name = {name}", NoWait, memory], cancellation);
        _targetProcess = session.Connection.ProcessID;
        return session;
    }

    // The last commit of the run waits for the disk, and so for everything before it in the log (wal-async-commit in the manual).
    private const string NoWait = "SET synchronous_commit = off";

    /// <summary>Indexes are built in as much memory as the server was given for its tables, shared by all that are built at a time; or in more, where its owner says so.</summary>
    private static string Memory(int jobs) => $"""
        SELECT pg_catalog.set_config('maintenance_work_mem', LEAST(2097151, GREATEST(own.kilobytes, shared.pages * 8 / {jobs}))::pg_catalog.text || 'kB', false)
        FROM (SELECT setting::pg_catalog.int8 AS kilobytes FROM pg_catalog.pg_settings WHERE name = 'maintenance_work_mem') AS own,
             (SELECT setting::pg_catalog.int8 AS pages FROM pg_catalog.pg_settings WHERE name = 'shared_buffers') AS shared
        """;

    /// <summary>The side whose connection is broken; null while none is.</summary>
    public string? Lost => _source is { IsLost: true } || _rows is { IsLost: true } ? "source" : _target is { Connection.FullState: not ConnectionState.Open } ? "target" : null;

    public async Task ReleaseSourceAsync()
    {
        if (_rows is not null) await _rows.DisposeAsync();
        if (_source is not null) await _source.DisposeAsync();
        (_rows, _source) = (null, null);
    }

    public async Task DropAsync()
    {
        await ReleaseSourceAsync();
        if (_target is not null) await _target.DisposeAsync();
        _target = null;
    }

    public async ValueTask DisposeAsync() => await DropAsync();
}
