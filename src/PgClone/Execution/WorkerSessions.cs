using System.Data;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Sql;

namespace PgClone.Execution;

/// <summary>The two sessions of a worker, opened when first needed and again after a failure.</summary>
internal sealed class WorkerSessions(RunContext context) : IAsyncDisposable
{
    private ReadSession? _source;
    private WriteSession? _target;

    public async Task<ReadSession> SourceAsync(CancellationToken cancellation) =>
        _source ??= await context.Source.ReadAsync(context.Snapshot, cancellation);

    public async Task<WriteSession> TargetAsync(CancellationToken cancellation) =>
        _target ??= await OpenTargetAsync(cancellation);

    private async Task<WriteSession> OpenTargetAsync(CancellationToken cancellation)
    {
        var session = await context.Target.WriteAsync(cancellation);
        await session.ExecuteAsync([$"SET application_name = {Literal.Quote(LeftBehind.NameOf(context.Run.Id))}"], cancellation);
        return session;
    }

    /// <summary>False once a server has ended a session.</summary>
    public bool IsUsable => _target is null or { Connection.FullState: ConnectionState.Open };

    public async Task ReleaseSourceAsync()
    {
        if (_source is null) return;
        await _source.DisposeAsync();
        _source = null;
    }

    public async Task DropAsync()
    {
        await ReleaseSourceAsync();
        if (_target is not null) await _target.DisposeAsync();
        _target = null;
    }

    public async ValueTask DisposeAsync() => await DropAsync();
}
