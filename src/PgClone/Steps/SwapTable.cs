using PgClone.Postgres.Catalog;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;

namespace PgClone.Steps;

/// <summary>
/// Puts a table that was filled beside another, by the same name in a schema of ours, into the place of that, in one transaction: members that are no index, and
/// views on it, are made again. Only meanwhile do others wait.
/// </summary>
public sealed record SwapTable : SqlStep
{
    /// <summary>The rows of the table.</summary>
    public required RowSet Rows { get; init; }

    /// <summary>The table as the plan saw it, with all that hangs on it: <see cref="Postgres.Catalog.Table.TableShape.Text"/>.</summary>
    public required string Shape { get; init; }

    /// <summary>The rows of the target that go, as the plan saw them; null where it did not look.</summary>
    public RowDigest? Replaced { get; init; }

    /// <summary>What drops the old one and moves the new one.</summary>
    public required ValueList<Statement> Statements { get; init; }

    /// <inheritdoc/>
    public override StepId Id => For(Rows.Table);

    /// <inheritdoc/>
    public override string Summary => Id.Value;

    /// <inheritdoc/>
    public override bool RunsAlone => true;

    /// <inheritdoc/>
    public override IReadOnlyList<Statement> Sql() => Statements;

    /// <summary>The id of the step for a table.</summary>
    public static StepId For(QualifiedName table) => new($"swap {table}");

    /// <summary>The schema in which tables are filled that are to be exchanged for those of a schema.</summary>
    public static string SchemaFor(string schema) => Identifier.Prefixed(UserObjects.StagingPrefix, schema);
}
