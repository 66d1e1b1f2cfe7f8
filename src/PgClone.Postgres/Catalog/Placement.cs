using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog;

/// <summary>In which tablespace the files of a table, materialized view or index are, or those of its new partitions.</summary>
/// <param name="Tablespace">Its name; null for the one of the database.</param>
/// <param name="Usual">The one of the database it was read from.</param>
public sealed record Placement(string? Tablespace, NotCompared<string> Usual)
{
    private const Hazard Moves = Hazard.BlocksReads | Hazard.RewritesTable;

    /// <summary>The columns of a SELECT that <see cref="Read"/> wants; <paramref name="tablespace"/> is SQL for reltablespace.</summary>
    public static string Select(string tablespace) => $"""
        (SELECT s.spcname::pg_catalog.text FROM pg_catalog.pg_tablespace s WHERE s.oid = {tablespace}) AS tablespace,
        (SELECT s.spcname::pg_catalog.text FROM pg_catalog.pg_tablespace s JOIN pg_catalog.pg_database d ON d.dattablespace = s.oid
         WHERE d.datname = pg_catalog.current_database()) AS usual_tablespace
        """;

    /// <summary>The placement in the current row.</summary>
    public static Placement Read(CatalogRow row) => new(row.OptionalText("tablespace"), row.Text("usual_tablespace"));

    /// <summary>The clause of CREATE, with a space before it.</summary>
    public string Clause => Tablespace is null ? "" : $" TABLESPACE {Identifier.Quote(Tablespace)}";

    /// <summary>
    /// The statement that makes an index, made to put it there: neither pg_get_indexdef nor pg_get_constraintdef leaves room for a clause.
    /// </summary>
    public IEnumerable<Statement> Around(Statement create) => Tablespace is null ? [create]
        : [$"SET LOCAL default_tablespace = {Literal.Quote(Tablespace)}", create, "SET LOCAL default_tablespace = ''"];

    /// <summary>What moves <c>TABLE name</c> or the like from here to there; empty when it is there.</summary>
    public IEnumerable<Statement> MoveTo(Placement desired, string what) => Tablespace == desired.Tablespace ? []
        : [new($"ALTER {what} SET TABLESPACE {Identifier.Quote(desired.Tablespace ?? Usual.Value)}", Moves)];

    /// <summary>The same on another server.</summary>
    public Placement Mapped(Func<string, string?> map) => Tablespace is null ? this : this with { Tablespace = map(Tablespace) };
}
