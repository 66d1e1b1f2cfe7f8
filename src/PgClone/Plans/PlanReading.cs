using PgClone.Diagnostics;
using PgClone.Postgres.Sql;

namespace PgClone.Plans;

/// <summary>What became of reading a clone plan.</summary>
public sealed record PlanReading
{
    /// <summary>The plan; null when it has errors.</summary>
    public ClonePlan? Plan { get; init; }

    /// <summary>What is wrong or worth knowing, in the order of the file.</summary>
    public required ValueList<Diagnostic> Diagnostics { get; init; }

    /// <summary>The text that was read, so that diagnostics can be shown with their lines.</summary>
    public required SourceTexts Sources { get; init; }

    /// <summary>The diagnostics as a person reads them.</summary>
    public string Render() => new DiagnosticText(Sources).Render(Diagnostics);
}
