using System.Text.RegularExpressions;
using PgClone.Postgres.Sql;

namespace PgClone.TestKit;

/// <summary>What pg_dump wrote, made comparable.</summary>
public static partial class SchemaDump
{
    /// <summary>
    /// The statements in ordinal order, without comments, settings of the dump's own session, and the <c>pg_attver</c> marker
    /// that Debian's PostgreSQL 15.20 leaves on columns.
    /// </summary>
    public static ValueList<string> Normalise(string dump) =>
        SqlScript.Parse(dump)
            .Select(statement => NoMarker(statement.Sql))
            .Where(sql => sql.Length > 0 && !OfSession().IsMatch(sql))
            .Order(StringComparer.Ordinal)
            .ToValueList();

    private static string NoMarker(string sql)
    {
        if (!sql.Contains("pg_attver", StringComparison.Ordinal)) return sql;
        return OnlyMarker().IsMatch(sql) ? "" : Marker().Replace(sql, "");
    }

    [GeneratedRegex(@"^(SET |SELECT pg_catalog\.set_config\()")]
    private static partial Regex OfSession();

    [GeneratedRegex(@"^ALTER [^;]* SET \(pg_attver='?\d+'?\)$")]
    private static partial Regex OnlyMarker();

    [GeneratedRegex(@"(?<=\()pg_attver='?\d+'?, |, pg_attver='?\d+'?")]
    private static partial Regex Marker();
}
