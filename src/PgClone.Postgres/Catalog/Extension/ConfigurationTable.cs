using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Extension;

/// <summary>A table of an extension of which some rows are the user's. The table itself comes with the extension.</summary>
public sealed record ConfigurationTable
{
    /// <summary>The name of the extension.</summary>
    public required string Extension { get; init; }

    /// <summary>What follows FROM in a query for the rows of the user: a WHERE of the extension; empty for all rows.</summary>
    public required string Condition { get; init; }

    /// <summary>The table with its columns.</summary>
    public required TableObject Table { get; init; }

    /// <summary>Other tables that its foreign keys refer to.</summary>
    public required ValueList<QualifiedName> References { get; init; }
}
