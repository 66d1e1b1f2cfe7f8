using Npgsql;
using PgClone.Execution;
using PgClone.Resolution;

namespace PgClone.Cli.Commands;

/// <summary>
/// How every run begins: before anything is planned, so that what is planned is about a target that nobody else changes. What killed runs left at work there
/// is ended.
/// </summary>
internal static class RunStart
{
    /// <summary>The lock of a new run.</summary>
    /// <exception cref="TargetLockedException">Another run holds the target.</exception>
    public static async Task<TargetLock> TakeAsync(ClonePair pair, CancellationToken cancellation)
    {
        var (held, holder) = await AtTargetAsync(pair, cancellation) ?? await TargetLock.TakeAsync(pair.Maintenance, pair.Target.Name, Owner, cancellation);
        if (held is null) throw new TargetLockedException(pair.Target.Display, holder!);
        try
        {
            await LeftBehind.EndAsync(pair.Target, cancellation);
            return held;
        }
        catch
        {
            await held.DisposeAsync();
            throw;
        }
    }

    // Whoever waits reads this in pg_stat_activity, which keeps 63 bytes.
    private static string Owner => $"pgclone run by {Environment.UserName}@{Environment.MachineName}";

    /// <summary>The lock in the target itself, or who holds it; null where the database is yet to be created.</summary>
    private static async Task<(TargetLock? Lock, string? Holder)?> AtTargetAsync(ClonePair pair, CancellationToken cancellation)
    {
        try
        {
            return await TargetLock.TakeAsync(pair.Target, pair.Target.Name, Owner, cancellation);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InvalidCatalogName && pair.MayCreate)
        {
            return null;
        }
        catch (NpgsqlException error)
        {
            throw new UnreachableDatabaseException("target", pair.Target, error);
        }
    }
}
