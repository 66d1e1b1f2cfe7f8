using System.Globalization;
using Npgsql;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Sql;

namespace PgClone.Execution;

/// <summary>
/// One run per target at a time: an advisory lock on a session of its own. It dies with the process, so nothing is ever left locked.
/// </summary>
public sealed class TargetLock : IAsyncDisposable
{
    // "pgcl"; the second number tells the target's database from others that are locked from the same one.
    private const int Class = 0x7067636c;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly List<WriteSession> _sessions;
    private readonly string _target;
    private readonly string _owner;

    private TargetLock(WriteSession session, string target, string owner)
    {
        _sessions = [session];
        _target = target;
        _owner = owner;
    }

    /// <summary>Waits until the lock is lost, since its session was ended; to the end of time while it is not.</summary>
    public async Task LostAsync(CancellationToken cancellation)
    {
        try
        {
            // Npgsql asks the server now and then, and notices at once when the session is ended.
            while (true) await _sessions[0].Connection.WaitAsync(cancellation);
        }
        catch (Exception error) when (error is NpgsqlException or System.IO.IOException)
        {
            // Gone.
        }
    }

    /// <summary>Takes the lock, or tells who holds it.</summary>
    /// <param name="database">The target, or the database that it will be created from.</param>
    /// <param name="target">The name of the target database.</param>
    /// <param name="owner">Who takes it, as others will read it; at most 63 bytes.</param>
    /// <param name="cancellation">Stops waiting for the connection.</param>
    public static async Task<(TargetLock? Lock, string? Holder)> TakeAsync(Database database, string target, string owner, CancellationToken cancellation)
    {
        var session = await database.WriteAsync(cancellation);
        try
        {
            await session.ExecuteAsync([$"SET application_name = {Literal.Quote(owner)}"], cancellation);
            // The backend of a run that has just ended keeps the lock for a moment longer.
            for (var waited = TimeSpan.Zero; !await TryAsync(session, target, cancellation); waited += Pause)
            {
                if (waited >= Patience)
                {
                    var holder = await HolderAsync(session, target, cancellation);
                    await session.DisposeAsync();
                    return (null, holder);
                }

                await Task.Delay(Pause, cancellation);
            }

            return (new(session, target, owner), null);
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Takes the lock in the target too, once it is there: locks are those of one database, and whoever finds the target looks there.
    /// Null, or who was quicker.
    /// </summary>
    public async Task<string?> MoveToAsync(Database target, CancellationToken cancellation)
    {
        var (taken, holder) = await TakeAsync(target, _target, _owner, cancellation);
        if (taken is not null) _sessions.AddRange(taken._sessions);
        return holder;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var session in _sessions) await session.DisposeAsync();
    }

    private static async Task<bool> TryAsync(WriteSession session, string target, CancellationToken cancellation)
    {
        await using var take = new NpgsqlCommand($"SELECT pg_catalog.pg_try_advisory_lock({Class}, pg_catalog.hashtext({Literal.Quote(target)}))", session.Connection);
        return await take.ExecuteScalarAsync(cancellation) is true;
    }

    private static string Holders(string target) => $"""
        SELECT a.application_name, a.backend_start
        FROM pg_catalog.pg_locks l
        JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
        JOIN pg_catalog.pg_database d ON d.oid = l.database AND d.datname = pg_catalog.current_database()
        WHERE l.locktype = 'advisory' AND l.granted AND l.classid = {Class} AND l.objsubid = 2
          -- hashtext is signed, objid is not.
          AND l.objid::pg_catalog.int8 = pg_catalog.hashtext({Literal.Quote(target)})::pg_catalog.int8 & 4294967295
        """;

    private static async Task<string> HolderAsync(WriteSession session, string target, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Holders(target), session.Connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? string.Create(CultureInfo.InvariantCulture, $"{reader.GetString(0)}, since {reader.GetDateTime(1):yyyy-MM-dd HH:mm:ss} UTC")
            : "a run that has just ended";
    }
}
