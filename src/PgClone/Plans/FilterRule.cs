using PgClone.Diagnostics;
using PgClone.Postgres.Sql;

namespace PgClone.Plans;

/// <summary>Which columns and rows of the tables that match are copied.</summary>
public sealed record FilterRule
{
    /// <summary>A glob over qualified names.</summary>
    public required Glob Pattern { get; init; }

    /// <summary>The columns to keep; empty to keep all but <see cref="ExcludedColumns"/>.</summary>
    public ValueList<string> IncludedColumns { get; init; }

    /// <summary>The columns to leave out; empty when <see cref="IncludedColumns"/> says which to keep, or all are.</summary>
    public ValueList<string> ExcludedColumns { get; init; }

    /// <summary>Where the included or excluded columns stand, in their order.</summary>
    public ValueList<SourceLocation> ColumnLocations { get; init; }

    /// <summary>A boolean SQL expression, variables put in as literals; null for all rows.</summary>
    public string? Where { get; init; }

    /// <summary>Where the expression stands.</summary>
    public SourceLocation? WhereLocation { get; init; }

    /// <summary>Where it stands in the plan.</summary>
    public required SourceLocation Location { get; init; }
}
