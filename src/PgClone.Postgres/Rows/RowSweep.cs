using Npgsql;
using NpgsqlTypes;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Rows;

/// <summary>
/// How many rows a table holds, and how many of them are not known from before. Where every row is known and there are as many as before, they are the same rows:
/// a row that is changed is written anew, with another transaction number, and none that was deleted comes back. Freezing leaves the number (since 9.4).
/// </summary>
/// <param name="Rows">The exact number of rows.</param>
/// <param name="Unknown">How many of them came or changed since.</param>
/// <param name="First">The first page that holds one of these; null where there is none, or nobody asked.</param>
public readonly record struct RowSweep(long Rows, long Unknown, long? First = null)
{
    /// <summary>Where the unknown ones are, if it was asked: rows that come to a table mostly come to its end.</summary>
    public PageRange? Pages => First is { } page ? new(page, null) : null;

    /// <summary>True for so many rows, of which so many are not known.</summary>
    public bool Is(long rows, long unknown) => Rows == rows && Unknown == unknown;

    /// <summary>The query for a table.</summary>
    /// <param name="table">The table; of its rows alone.</param>
    /// <param name="known">How to tell the rows that are known.</param>
    /// <param name="withPlace">True to ask also where the others are.</param>
    public static string Query(QualifiedName table, KeptRows known, bool withPlace = false)
    {
        var isOlder = known.Since is { } moment ? IsOlder("t", moment) : null;
        var isWritten = known.Written.Count > 0 ? $"t.xmin = ANY ('{{{string.Join(',', known.Written.Select(Short))}}}'::pg_catalog.xid[])" : null;
        string?[] ways = [isOlder, isWritten];
        var isKnown = ways.OfType<string>().ToList() is { Count: > 0 } given ? string.Join(" OR ", given) : "false";
        var first = withPlace ? $", pg_catalog.min(t.ctid) FILTER (WHERE NOT ({isKnown}))" : "";
        return $"SELECT pg_catalog.count(*), pg_catalog.count(*) FILTER (WHERE NOT ({isKnown})){first} FROM ONLY {table.Sql} AS t";
    }

    /// <summary>Reads what <see cref="Query"/> gives.</summary>
    public static async Task<RowSweep> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        await reader.ReadAsync(cancellation);
        return new(reader.GetInt64(0), reader.GetInt64(1), reader.FieldCount < 3 || reader.IsDBNull(2) ? null : reader.GetFieldValue<NpgsqlTid>(2).BlockNumber);
    }

    /// <summary>
    /// The condition that a row was written by a transaction before another one. The age of a transaction is counted from the same number all through a
    /// transaction of ours, so the two ages compare; that of the given one is computed once.
    /// </summary>
    public static string IsOlder(string alias, ulong transaction) =>
        $"(pg_catalog.age({alias}.xmin) > (SELECT pg_catalog.age('{Short(transaction)}'::pg_catalog.xid)))";

    private static uint Short(ulong transaction) => unchecked((uint)transaction);
}
