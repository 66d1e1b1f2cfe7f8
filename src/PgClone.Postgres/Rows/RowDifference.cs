using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Rows;

/// <summary>
/// The statements that bring a table whose rows have no key in line with the rows of some buckets, which stand in <see cref="RowMerge.Stage"/>. Rows of one
/// hash are numbered on both sides, so that each copy has its like or is one too many or too few. A hash tells as much as the digests do, and needs no type whose values
/// are equal to themselves.
/// </summary>
/// <param name="rows">The rows that come: those of some buckets of the whole row.</param>
public sealed class RowDifference(RowSet rows)
{
    private static readonly QualifiedName Difference = new("pg_temp", "pgclone_difference");

    private readonly string _table = rows.Table.Sql;

    /// <summary>Makes a table of the places of the rows without their like: on the target, and beside it.</summary>
    public string Make => $"""
        CREATE TEMPORARY TABLE {Identifier.Quote(Difference.Name)} ON COMMIT DROP AS
        SELECT t.place AS surplus, s.place AS missing
        FROM ({Numbered(_table)} WHERE {rows.InChoice("r", place => Identifier.Quote(rows.Columns[place].Name))}) AS t
        FULL JOIN ({Numbered(RowMerge.Stage.Sql)}) AS s ON s.hash = t.hash AND s.copy = t.copy
        WHERE t.place IS NULL OR s.place IS NULL
        """;

    /// <summary>The query for how many rows are missing.</summary>
    public static string CountMissing => $"SELECT pg_catalog.count(d.missing) FROM {Difference.Sql} AS d";

    /// <summary>Deletes the rows of the target without their like.</summary>
    public string DeleteSurplus => $"DELETE FROM ONLY {_table} AS t WHERE t.ctid IN (SELECT d.surplus FROM {Difference.Sql} AS d)";

    /// <summary>Inserts those that are missing.</summary>
    public string InsertMissing => $"{new RowMerge(rows).InsertAll} WHERE s.ctid IN (SELECT d.missing FROM {Difference.Sql} AS d)";

    private string Numbered(string table)
    {
        var hash = RowSet.Hash(rows.Exact("r"));
        return $"SELECT r.ctid AS place, {hash} AS hash, pg_catalog.row_number() OVER (PARTITION BY {hash}) AS copy FROM ONLY {table} AS r";
    }
}
