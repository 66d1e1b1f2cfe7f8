using System.Text.Json.Serialization;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;

namespace PgClone.Steps;

/// <summary>Fills a table with the rows it should hold, in one transaction.</summary>
public sealed record CopyRows : CopyStep
{
    /// <summary>What to copy: columns with masks and filter already applied, as SQL.</summary>
    public required RowSet Rows { get; init; }

    /// <summary>True when the table may hold rows, which go first.</summary>
    public required bool Truncates { get; init; }

    /// <summary>True when the table was there before the run, so that it may have triggers, which are kept from firing.</summary>
    public required bool IntoStanding { get; init; }

    /// <summary>Run before the rows, such as lifting row security that binds the owner.</summary>
    public required ValueList<Statement> Before { get; init; }

    /// <summary>Run after the rows, undoing <see cref="Before"/>.</summary>
    public required ValueList<Statement> Afterwards { get; init; }

    /// <summary>The planner's estimate of the source; -1 when it has none.</summary>
    public required long EstimatedRows { get; init; }

    /// <inheritdoc/>
    public override StepId Id => For(Rows.Table);

    /// <inheritdoc/>
    public override string Summary => $"{(Truncates ? "reload" : "copy")} {Rows.Table}";

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool DestroysRows => Truncates;

    /// <summary>The id of the step that copies a table.</summary>
    public static StepId For(QualifiedName table) => new($"copy {table}");
}
