using Npgsql;
using NpgsqlTypes;
using PgClone.Postgres.Connect;

namespace PgClone.Postgres.LargeObjects;

/// <summary>
/// Writes large objects, many in one round trip and one transaction, and as many bytes as memory should hold. What is done stays: an object that was
/// begun is written anew by the next run.
/// </summary>
/// <param name="target">Where to.</param>
/// <param name="record">Makes the command that notes, in the same transaction, which objects were made.</param>
public sealed class LargeObjectWriter(WriteSession target, Func<IReadOnlyCollection<uint>, NpgsqlBatchCommand> record)
{
    private const long BytesPerBatch = 8L << 20;
    private const int PiecesPerBatch = 10_000;

    // As large as one piece may grow by those that follow it.
    private const int LargestPiece = 1 << 20;

    // inv_open flags (src/include/libpq/libpq-fs.h).
    private const int ForWriting = 0x20000;
    private const int ForBoth = 0x60000;

    private readonly List<uint> _made = [];
    private readonly List<uint> _emptied = [];
    private readonly List<LargeObjectPiece> _pieces = [];
    private readonly List<LargeObjectPiece> _ends = [];
    private readonly List<byte[]> _growing = [];
    private LargeObjectPiece _last;
    private int _grown;
    private long _bytes;

    /// <summary>Bytes written so far.</summary>
    public long Written { get; private set; }

    /// <summary>Begins an object that is not there.</summary>
    public void Make(uint item) => _made.Add(item);

    /// <summary>Begins an object that is there, with other bytes.</summary>
    public void Empty(uint item) => _emptied.Add(item);

    /// <summary>Puts bytes into an object that was begun.</summary>
    public void Put(LargeObjectPiece piece)
    {
        if (piece.Data.Length == 0)
        {
            _ends.Add(piece);
            return;
        }

        if (_growing.Count == 0 || piece.Oid != _last.Oid || piece.Place != _last.Place + _grown || _grown + piece.Data.Length > LargestPiece)
        {
            EndPiece();
            _last = piece;
        }

        _growing.Add(piece.Data);
        _grown += piece.Data.Length;
        _bytes += piece.Data.Length;
    }

    /// <summary>True when it is time to send what was gathered.</summary>
    public bool IsFull => _bytes >= BytesPerBatch || _pieces.Count + _made.Count + _emptied.Count + _ends.Count >= PiecesPerBatch;

    /// <summary>Sends what was gathered.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        EndPiece();
        if (_pieces.Count + _made.Count + _emptied.Count + _ends.Count == 0) return;
        await using var batch = new NpgsqlBatch(target.Connection) { Timeout = 0 };
        // Without error barriers the commands of a batch are one transaction.
        foreach (var command in Commands()) batch.BatchCommands.Add(command);
        await batch.ExecuteNonQueryAsync(cancellation);
        Written += _bytes;
        _made.Clear();
        _emptied.Clear();
        _pieces.Clear();
        _ends.Clear();
        _bytes = 0;
    }

    /// <summary>Drops objects. Each is locked until the end of the transaction, so they should not be too many.</summary>
    public static NpgsqlBatchCommand Unlink(IReadOnlyCollection<uint> objects) =>
        new("SELECT pg_catalog.count(pg_catalog.lo_unlink(u.oid)) FROM pg_catalog.unnest($1) AS u(oid)") { Parameters = { Oids(objects) } };

    /// <summary>Numbers of objects as a parameter.</summary>
    internal static NpgsqlParameter Oids(IEnumerable<uint> objects) => new() { Value = objects.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Oid };

    private IEnumerable<NpgsqlBatchCommand> Commands()
    {
        // Most are small and whole here: these are made and written at once.
        var made = _made.ToHashSet();
        var whole = _pieces.Where(piece => piece.Place == 0 && made.Remove(piece.Oid)).ToList();
        var others = _pieces.Except(whole).ToList();
        if (made.Count > 0) yield return new("SELECT pg_catalog.count(pg_catalog.lo_create(u.oid)) FROM pg_catalog.unnest($1) AS u(oid)") { Parameters = { Oids(made) } };
        if (_emptied.Count > 0) yield return Truncation();
        if (whole.Count > 0)
            yield return new("SELECT pg_catalog.count(pg_catalog.lo_from_bytea(u.oid, u.data)) FROM ROWS FROM (pg_catalog.unnest($1), pg_catalog.unnest($2)) AS u(oid, data)")
            {
                Parameters = { Oids(whole.Select(piece => piece.Oid)), Bytes(whole) },
            };
        if (others.Count > 0) yield return Puts(others);
        if (_ends.Count > 0) yield return Extension();
        if (_made.Count > 0) yield return record(_made);
    }

    // lo_put returns void, which count takes for a value.
    private static NpgsqlBatchCommand Puts(List<LargeObjectPiece> pieces) => new("""
        SELECT pg_catalog.count(pg_catalog.lo_put(u.oid, u.place, u.data))
        FROM ROWS FROM (pg_catalog.unnest($1), pg_catalog.unnest($2), pg_catalog.unnest($3)) AS u(oid, place, data)
        """) { Parameters = { Oids(pieces.Select(piece => piece.Oid)), Places(pieces), Bytes(pieces) } };

    private NpgsqlBatchCommand Truncation() => new($"""
        SELECT pg_catalog.count(CASE WHEN pg_catalog.lo_truncate64(o.fd, 0) = 0 THEN pg_catalog.lo_close(o.fd) END)
        FROM (SELECT pg_catalog.lo_open(u.oid, {ForWriting}) AS fd FROM pg_catalog.unnest($1) AS u(oid) OFFSET 0) o
        """) { Parameters = { Oids(_emptied) } };

    /// <summary>A hole at the end has no bytes to put. Nothing is cut off where bytes came after it.</summary>
    private NpgsqlBatchCommand Extension() => new($"""
        SELECT pg_catalog.count(CASE WHEN pg_catalog.lo_lseek64(o.fd, 0, 2) >= o.place OR pg_catalog.lo_truncate64(o.fd, o.place) = 0 THEN pg_catalog.lo_close(o.fd) END)
        FROM (SELECT u.place, pg_catalog.lo_open(u.oid, {ForBoth}) AS fd FROM ROWS FROM (pg_catalog.unnest($1), pg_catalog.unnest($2)) AS u(oid, place) OFFSET 0) o
        """) { Parameters = { Oids(_ends.Select(piece => piece.Oid)), Places(_ends) } };

    private static NpgsqlParameter Places(IEnumerable<LargeObjectPiece> pieces) =>
        new() { Value = pieces.Select(piece => piece.Place).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint };

    private static NpgsqlParameter Bytes(IEnumerable<LargeObjectPiece> pieces) =>
        new() { Value = pieces.Select(piece => piece.Data).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea };

    private byte[] Together()
    {
        var whole = new byte[_grown];
        var end = 0;
        foreach (var part in _growing)
        {
            part.CopyTo(whole, end);
            end += part.Length;
        }

        return whole;
    }

    private void EndPiece()
    {
        if (_growing.Count == 0) return;
        _pieces.Add(_last with { Data = _growing.Count == 1 ? _growing[0] : Together() });
        _growing.Clear();
        _grown = 0;
    }
}
