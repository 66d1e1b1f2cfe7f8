using System.Text.Json.Serialization;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;

namespace PgClone.Steps;

/// <summary>Fills a table, or one part of it, with the rows it should hold, in one transaction.</summary>
public sealed record CopyRows : CopyStep
{
    /// <summary>What to copy: columns with masks and filter already applied, as SQL.</summary>
    public required RowSet Rows { get; init; }

    /// <summary>Which part of the table; null for all of it.</summary>
    public TablePart? Part { get; init; }

    /// <summary>The table that is filled in its place, to be exchanged for it later; null for the table itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public QualifiedName? Into { get; init; }

    /// <summary>Where the rows go.</summary>
    [JsonIgnore]
    public QualifiedName Destination => Into ?? Rows.Table;

    /// <summary>True when the table may hold rows, which go first.</summary>
    public required bool Truncates { get; init; }

    /// <summary>The rows of the target that go, as the plan saw them; null where it did not look.</summary>
    public RowDigest? Replaced { get; init; }

    /// <summary>
    /// True when the rows are written as vacuum would leave them (FREEZE of COPY): nobody else sees the table before they are in, and so none of them is
    /// ever written again only to say that it is visible.
    /// </summary>
    public required bool Freezes { get; init; }

    /// <summary>True when the table was there before the run, so that it may have triggers, which are kept from firing.</summary>
    public required bool IntoStanding { get; init; }

    /// <summary>Run before the rows, such as lifting row security that binds the owner.</summary>
    public required ValueList<Statement> Before { get; init; }

    /// <summary>Run after the rows, undoing <see cref="Before"/>.</summary>
    public required ValueList<Statement> Afterwards { get; init; }

    /// <summary>The planner's estimate of the source; -1 when it has none.</summary>
    public required long EstimatedRows { get; init; }

    /// <summary>
    /// True when it may share a transaction with others: a new table, so that nobody waits for it, and so few rows that a transaction costs more than they do.
    /// </summary>
    [JsonIgnore]
    public bool IsSmall => Bytes < SmallBytes && this is { Part: null, Truncates: false, Freezes: false, IntoStanding: false };

    private const long SmallBytes = 256 << 10;

    /// <inheritdoc/>
    public override StepId Id => new($"copy {Rows.Table}{Suffix}");

    /// <inheritdoc/>
    public override string Summary => $"{(Truncates ? "reload" : "copy")} {Rows.Table}{Suffix}";

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool DestroysRows => Truncates;

    private string Suffix => Part is null ? "" : $" ({Part})";
}
