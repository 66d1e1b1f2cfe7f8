using PgClone.Execution;
using PgClone.Postgres.Sql;

namespace PgClone.Reports;

/// <summary>The stable JSON shape of what an apply did; schemas/apply.schema.json describes it.</summary>
/// <param name="Runs">A run for each clone that had something to do, in their order.</param>
public sealed record RunsDocument(ValueList<RunDocument> Runs)
{
    /// <summary>The version of the shape; it changes when a reader of the old one would stumble.</summary>
    public int FormatVersion { get; } = 1;

    /// <summary>The document of some runs.</summary>
    public static RunsDocument Of(IEnumerable<RunReport> reports) => new(reports.Select(RunDocument.Of).ToValueList());
}
