namespace PgClone.Postgres.Connect;

/// <summary>
/// Notices early that a server refuses what a COPY FROM STDIN sends it. The server says so at once and throws away the rest, but Npgsql reads nothing before
/// all is sent, which may be an hour later. So another session, one for all, asks each second what becomes of the transaction, once a copy lasts that long.
/// Where nothing can be seen, the copy tells at its end.
/// </summary>
internal sealed class RefusalWatch(SideSession session)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Watches a backend of this server until the result is disposed.</summary>
    public Look Watch(int process) => new(look => WatchAsync(process, look));

    private async Task WatchAsync(int process, Look look)
    {
        try
        {
            using var timer = new PeriodicTimer(Interval);
            do
            {
                if (!await HasRefusedAsync(process, look.Ended)) continue;
                look.Refuse();
                return;
            }
            while (!session.IsBlind && await timer.WaitForNextTickAsync(look.Ended));
        }
        catch (OperationCanceledException)
        {
            // The copy has ended.
        }
    }

    private Task<bool> HasRefusedAsync(int process, CancellationToken ended) => session.AskAsync(
        ("SELECT EXISTS (SELECT FROM pg_catalog.pg_stat_get_activity($1) WHERE state = 'idle in transaction (aborted)')", process),
        async reader => await reader.ReadAsync(CancellationToken.None) && reader.GetBoolean(0), false, ended);

    /// <summary>One copy that is watched.</summary>
    internal sealed class Look : IDisposable
    {
        private readonly CancellationTokenSource _refused = new();
        private readonly CancellationTokenSource _ended = new();
        private readonly Lock _changing = new();
        private readonly Timer _begin;
        private bool _isDisposed;

        // Most copies end before: for these nothing more than a timer is set up, which is stopped without an exception.
        internal Look(Func<Look, Task> watch)
        {
            Ended = _ended.Token;
            _begin = new(_ => _ = watch(this), null, Interval, Timeout.InfiniteTimeSpan);
        }

        /// <summary>Cancelled once the server has refused.</summary>
        public CancellationToken Token => _refused.Token;

        /// <summary>Cancelled once nobody wants to know.</summary>
        internal CancellationToken Ended { get; }

        /// <inheritdoc/>
        public void Dispose()
        {
            _begin.Dispose();
            lock (_changing) _isDisposed = true;
            _ended.Cancel();
            _ended.Dispose();
            _refused.Dispose();
        }

        internal void Refuse()
        {
            // Whoever is told stops the source, off this lock.
            lock (_changing)
                if (!_isDisposed) _ = _refused.CancelAsync();
        }
    }
}
