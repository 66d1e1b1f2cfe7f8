namespace PgClone.Postgres.Catalog;

/// <summary>The tablespaces of a server, which its databases share.</summary>
/// <param name="Names">Their names.</param>
/// <param name="Usual">The one of the database: what is placed there has no tablespace of its own.</param>
public sealed record ServerTablespaces(IReadOnlySet<string> Names, string Usual)
{
    /// <summary>The query for <see cref="Of"/>; <paramref name="database"/> is SQL for the name of a database.</summary>
    internal static string Query(string database) => $"""
        SELECT s.spcname AS name, s.oid = (SELECT d.dattablespace FROM pg_catalog.pg_database d WHERE d.datname = {database}) AS is_usual
        FROM pg_catalog.pg_tablespace s
        """;

    /// <summary>One row of <see cref="Query"/>.</summary>
    internal static (string Name, bool IsUsual) Read(CatalogRow row) => (row.Text("name"), row.Truth("is_usual"));

    /// <summary>The tablespaces that rows tell of.</summary>
    internal static ServerTablespaces Of(IReadOnlyCollection<(string Name, bool IsUsual)> rows) =>
        new(rows.Select(row => row.Name).ToHashSet(StringComparer.Ordinal), rows.Single(row => row.IsUsual).Name);
}
