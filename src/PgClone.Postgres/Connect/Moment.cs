using System.Globalization;
using System.Text.Json.Serialization;
using Npgsql;

namespace PgClone.Postgres.Connect;

/// <summary>
/// When a snapshot was taken, as the server itself counts time. Of two moments of one server it can be told whether a row is older than the first:
/// its transaction number says so.
/// </summary>
public sealed record Moment
{
    // Transaction numbers in rows have 32 bits and go round in a circle: what is further behind than half of it looks as if it lay ahead.
    private const ulong Horizon = (1UL << 31) - (1 << 20);

    /// <summary>The system identifier of the cluster, which physical copies share.</summary>
    public required string System { get; init; }

    /// <summary>
    /// When the server was started, in microseconds. A data directory that was put back to an earlier state counts its transactions a second time, and nothing
    /// else tells.
    /// </summary>
    public required long Started { get; init; }

    /// <summary>
    /// Since when the server keeps statistics, in microseconds: they are lost in a crash, with which transactions may be lost too that did not wait for the
    /// disk (wal-async-commit in the manual), and their numbers given out again.
    /// </summary>
    public required long Counted { get; init; }

    /// <summary>The oid of the database.</summary>
    public required uint Database { get; init; }

    /// <summary>The transaction that made the database, or changed it last: another one may have been given its name and its oid.</summary>
    public required string Made { get; init; }

    /// <summary>Where the write-ahead log ended, in bytes; on a standby, how far it was replayed.</summary>
    public required long LogEnd { get; init; }

    /// <summary>The oldest transaction that was still at work: all before it had ended, with the transactions inside them (pg_snapshot_xmin).</summary>
    public required ulong Oldest { get; init; }

    /// <summary>The first transaction number that was not yet given out (pg_snapshot_xmax).</summary>
    public required ulong Next { get; init; }

    /// <summary>From where the write-ahead log tells what changed since; null where it does not.</summary>
    public LogPosition? Settled { get; init; }

    /// <summary>
    /// True when no transaction was at work. Else some that had ended had later numbers than some that had not: which of them a snapshot saw cannot be told
    /// from the numbers afterwards, since transactions inside others have their own and no snapshot lists them.
    /// </summary>
    [JsonIgnore]
    public bool IsQuiet => Oldest == Next;

    /// <summary>Reads the moment of a session's snapshot; null where the role may not see what tells servers apart.</summary>
    public static async Task<Moment?> ReadAsync(ReadSession session, CancellationToken cancellation)
    {
        try
        {
            await using var batch = session.Batch(["""
                SELECT (SELECT s.system_identifier FROM pg_catalog.pg_control_system() s)::pg_catalog.text,
                       (EXTRACT(epoch FROM pg_catalog.pg_postmaster_start_time()) * 1000000)::pg_catalog.int8,
                       (SELECT COALESCE(EXTRACT(epoch FROM a.stats_reset) * 1000000, 0) FROM pg_catalog.pg_stat_archiver a)::pg_catalog.int8,
                       d.oid,
                       (CASE WHEN pg_catalog.pg_is_in_recovery() THEN pg_catalog.pg_last_wal_replay_lsn() ELSE pg_catalog.pg_current_wal_insert_lsn() END - '0/0')::pg_catalog.int8,
                       pg_catalog.pg_snapshot_xmin(pg_catalog.pg_current_snapshot())::pg_catalog.text,
                       pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot())::pg_catalog.text, d.xmin::pg_catalog.text
                FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()
                """]);
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            await reader.ReadAsync(cancellation);
            return new()
            {
                System = reader.GetString(0),
                Started = reader.GetInt64(1),
                Counted = reader.GetInt64(2),
                Database = reader.GetFieldValue<uint>(3),
                LogEnd = reader.GetInt64(4),
                Oldest = ulong.Parse(reader.GetString(5), CultureInfo.InvariantCulture),
                Next = ulong.Parse(reader.GetString(6), CultureInfo.InvariantCulture),
                Made = reader.GetString(7),
                Settled = session.Settled,
            };
        }
        catch (PostgresException)
        {
            await session.RecoverAsync(cancellation);
            return null;
        }
    }

    /// <summary>True when this moment follows the other in the life of one running server.</summary>
    public bool Follows(Moment earlier)
    {
        var isOfSameLife = Started == earlier.Started && Counted == earlier.Counted && Made == earlier.Made && IsOf(earlier.System, earlier.Database);
        return isOfSameLife && LogEnd >= earlier.LogEnd && Sees(earlier.Oldest);
    }

    /// <summary>
    /// True when no transaction that wrote has ended on the whole server since that earlier moment (GetSnapshotData in src/backend/storage/ipc/procarray.c: the first
    /// number not given out is the one after the last that ended), and none that was at work then and had an older number, so that no row can be another.
    /// </summary>
    public bool IsStill(Moment earlier) => earlier.IsQuiet && Next == earlier.Next;

    /// <summary>True when it is of that database, or of a physical copy of it.</summary>
    public bool IsOf(string system, uint database) => System == system && Database == database;

    /// <summary>True when the transaction is near enough for its 32 bits to tell it from all that came after.</summary>
    public bool Sees(ulong transaction) => transaction <= Next && Next - transaction < Horizon;
}
