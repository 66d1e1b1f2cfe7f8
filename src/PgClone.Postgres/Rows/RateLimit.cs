namespace PgClone.Postgres.Rows;

/// <summary>Lets no more bytes through than so many a second, all who copy taken together. Time in which nobody copies is not made up for.</summary>
/// <param name="bytesPerSecond">How many; above zero.</param>
/// <param name="clock">Tells the time.</param>
public sealed class RateLimit(long bytesPerSecond, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private long _free = clock.GetTimestamp();

    /// <summary>Waits until the bytes of those before are paid for, in the order of asking.</summary>
    public Task WaitAsync(long bytes, CancellationToken cancellation)
    {
        TimeSpan wait;
        lock (_lock)
        {
            var now = clock.GetTimestamp();
            wait = clock.GetElapsedTime(now, Math.Max(now, _free));
            _free = Math.Max(now, _free) + (long)((double)bytes * clock.TimestampFrequency / bytesPerSecond);
        }

        return wait > TimeSpan.Zero ? Task.Delay(wait, clock, cancellation) : Task.CompletedTask;
    }
}
