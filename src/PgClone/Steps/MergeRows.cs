using System.Text.Json.Serialization;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;

namespace PgClone.Steps;

/// <summary>
/// Brings a table that stands in line with the rows it should hold, in one transaction: what differs is deleted, inserted and updated, and nothing else is
/// touched. Whoever reads the table goes on reading it.
/// </summary>
public sealed record MergeRows : CopyStep
{
    /// <summary>All rows that the table should hold.</summary>
    public required RowSet Rows { get; init; }

    /// <summary>How many that are.</summary>
    public required long Wanted { get; init; }

    /// <summary>Where they differ, as digests tell; null where <see cref="Newer"/> tells it.</summary>
    public BucketChoice? Choice { get; init; }

    /// <summary>Which of them are newer than what the target has; null where digests were compared.</summary>
    public NewerRows? Newer { get; init; }

    /// <summary>The rows of the target as the plan saw them; null where it looked for newer ones.</summary>
    public RowDigest? Replaced { get; init; }

    /// <summary>How many of the target's rows are where rows differ: all where nothing but their transactions was looked at.</summary>
    public required long InChoice { get; init; }

    /// <summary>True when foreign keys refer to the table: then rows that go are left to <see cref="DeleteGoneRows"/>, after what refers to them is gone.</summary>
    public required bool IsReferenced { get; init; }

    /// <summary>How rows get other values.</summary>
    public required ChangedRows Changed { get; init; }

    /// <summary>Columns that nobody may set once a row stands: identities that are generated always.</summary>
    public required ValueList<string> Fixed { get; init; }

    /// <summary>Run before, such as lifting row security that binds the owner.</summary>
    public required ValueList<Statement> Before { get; init; }

    /// <summary>Run after, undoing <see cref="Before"/>.</summary>
    public required ValueList<Statement> Afterwards { get; init; }

    /// <inheritdoc/>
    public override StepId Id => For(Rows.Table);

    /// <inheritdoc/>
    public override string Summary => $"merge {Rows.Table}";

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool DestroysRows => true;

    /// <summary>The same between rows as they are by now.</summary>
    public MergeRows Between(RowDigest wanted, RowDigest found)
    {
        var chosen = wanted.Differing(found).ToValueList();
        return this with { Wanted = wanted.Rows, Choice = Choice! with { Chosen = chosen }, InChoice = found.RowsIn(chosen) };
    }

    /// <summary>The id of the step for a table.</summary>
    public static StepId For(QualifiedName table) => new($"merge {table}");
}
