using System.Security.Cryptography;
using Npgsql;
using PgClone.Postgres.Connect;

namespace PgClone.Resolution;

/// <summary>
/// An advisory lock of a random number, held by a session: whoever works in the same database sees it, and nobody else. Names, addresses and system
/// identifiers prove nothing: there are proxies and aliases, and physical copies share their identifier.
/// </summary>
internal sealed class DatabaseMark : IAsyncDisposable
{
    // Two int4 keys, as pg_locks shows them: classid and objid, objsubid 2.
    private readonly int _high = RandomNumberGenerator.GetInt32(int.MaxValue);
    private readonly int _low = RandomNumberGenerator.GetInt32(int.MaxValue);
    private readonly ReadSession _session;

    private DatabaseMark(ReadSession session) => _session = session;

    /// <summary>Marks the database that a session works in, which has to live as long as the mark.</summary>
    public static async Task<DatabaseMark> SetAsync(ReadSession session, CancellationToken cancellation)
    {
        var mark = new DatabaseMark(session);
        await using var take = new NpgsqlCommand($"SELECT pg_catalog.pg_try_advisory_lock({mark._high}, {mark._low})", session.Connection);
        await take.ExecuteScalarAsync(cancellation);
        return mark;
    }

    /// <summary>True when another session works in the marked database.</summary>
    public async Task<bool> IsSeenAsync(ReadSession other, CancellationToken cancellation)
    {
        await using var look = new NpgsqlCommand($"""
            SELECT EXISTS (SELECT FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_database d ON d.oid = l.database
                           WHERE l.locktype = 'advisory' AND l.classid = {_high} AND l.objid = {_low} AND l.objsubid = 2
                             AND d.datname = pg_catalog.current_database())
            """, other.Connection);
        return (bool)(await look.ExecuteScalarAsync(cancellation))!;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // The lock of a session that was lost is gone.
        if (_session.IsLost) return;
        await using var release = new NpgsqlCommand($"SELECT pg_catalog.pg_advisory_unlock({_high}, {_low})", _session.Connection);
        await release.ExecuteScalarAsync(CancellationToken.None);
    }
}
