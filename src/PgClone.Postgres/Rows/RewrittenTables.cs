using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Rows;

/// <summary>
/// Finds tables of which a snapshot no longer sees its rows. TRUNCATE, and every ALTER that writes a table anew, leave nothing for older snapshots
/// (mvcc-caveats in the manual): the table reads as empty, and both sides would count zero rows. Locks from the beginning, as pg_dump takes them,
/// would make whoever truncates wait for hours, and everybody else behind them; so it is looked at once the rows are read, while the read still
/// holds its lock on the table.
/// </summary>
public static class RewrittenTables
{
    /// <summary>The query for the names among some that were written anew since the snapshot: the server knows the file of now, its catalog that of the snapshot.</summary>
    public static string Query(IEnumerable<QualifiedName> tables) => $"""
        SELECT t FROM pg_catalog.unnest(ARRAY[{string.Join(", ", tables.Select(table => Literal.Quote(table.Sql)))}]) AS t
        JOIN pg_catalog.pg_class c ON c.oid = t::pg_catalog.regclass
        WHERE pg_catalog.pg_relation_filenode(c.oid) IS DISTINCT FROM NULLIF(c.relfilenode, 0)
        """;

    /// <summary>Asks of tables that were just read.</summary>
    /// <exception cref="RewrittenTableException">One was.</exception>
    public static async Task RefuseAsync(IEnumerable<QualifiedName> tables, IRowSource session, CancellationToken cancellation)
    {
        if (await session.ValueAsync(Query(tables), cancellation) is { } name) throw new RewrittenTableException(name);
    }
}
