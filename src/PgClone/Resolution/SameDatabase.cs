using System.Security.Cryptography;
using Npgsql;
using PgClone.Postgres.Connect;

namespace PgClone.Resolution;

/// <summary>
/// Proves whether two sessions work in one database: a lock of a random number taken by one is seen by the other, or not. Names, addresses and
/// system identifiers prove nothing: there are proxies and aliases, and physical copies share their identifier.
/// </summary>
public static class SameDatabase
{
    /// <summary>True when both sessions work in the same database of the same server.</summary>
    public static async Task<bool> IsSameAsync(ReadSession source, ReadSession target, CancellationToken cancellation)
    {
        // Two int4 keys, as pg_locks shows them: classid and objid, objsubid 2.
        var (high, low) = (RandomNumberGenerator.GetInt32(int.MaxValue), RandomNumberGenerator.GetInt32(int.MaxValue));
        await using var take = new NpgsqlCommand($"SELECT pg_catalog.pg_try_advisory_lock({high}, {low})", source.Connection);
        await take.ExecuteScalarAsync(cancellation);
        await using var look = new NpgsqlCommand($"""
            SELECT EXISTS (SELECT FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_database d ON d.oid = l.database
                           WHERE l.locktype = 'advisory' AND l.classid = {high} AND l.objid = {low} AND l.objsubid = 2
                             AND d.datname = pg_catalog.current_database())
            """, target.Connection);
        var seen = (bool)(await look.ExecuteScalarAsync(cancellation))!;
        await using var release = new NpgsqlCommand($"SELECT pg_catalog.pg_advisory_unlock({high}, {low})", source.Connection);
        await release.ExecuteScalarAsync(cancellation);
        return seen;
    }
}
