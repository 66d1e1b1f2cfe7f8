using System.Text.Json.Serialization;
using PgClone.Execution;
using PgClone.Postgres.Sql;
using PgClone.State;

namespace PgClone.Reports;

/// <summary>One run of a <see cref="RunsDocument"/>.</summary>
public sealed record RunDocument
{
    /// <summary>Its number in the ledger.</summary>
    public required Guid Run { get; init; }

    /// <summary>The name of the clone.</summary>
    [JsonPropertyName("clone")]
    public required string CloneName { get; init; }

    /// <summary>complete, diverging, failed or interrupted.</summary>
    public required string Status { get; init; }

    /// <summary>From the first step to the last.</summary>
    public required double Seconds { get; init; }

    /// <summary>Rows written.</summary>
    public required long Rows { get; init; }

    /// <summary>Bytes of COPY data moved.</summary>
    public required long Bytes { get; init; }

    /// <summary>The verdict on every step, in the order in which they ended.</summary>
    public required ValueList<StepOutcome> Steps { get; init; }

    /// <summary>Objects that read back otherwise than they were asked for.</summary>
    public required ValueList<string> Diverging { get; init; }

    internal static RunDocument Of(RunReport report) => new()
    {
        Run = report.Run.Id,
        CloneName = report.Run.CloneName,
        Status = report.IsComplete ? "complete" : report.IsInterrupted ? "interrupted" : report.Diverging.Count > 0 ? "diverging" : "failed",
        Seconds = report.Duration.TotalSeconds,
        Rows = report.Outcomes.Sum(outcome => outcome.Rows),
        Bytes = report.Outcomes.Sum(outcome => outcome.Bytes),
        Steps = report.Outcomes,
        Diverging = report.Diverging.Select(item => item.ToString()).ToValueList(),
    };
}
