using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.ForeignData;

/// <summary>Where a foreign table has its rows from.</summary>
/// <param name="Server">The name of the foreign server.</param>
/// <param name="Options">The options of the table, in the order of names.</param>
public sealed record ForeignSource(string Server, ValueList<ForeignOption> Options)
{
    /// <summary>The clauses of CREATE FOREIGN TABLE.</summary>
    internal string Sql => $"\nSERVER {Identifier.Quote(Server)}{ForeignOptions.Clause(Options)}";
}
