using PgClone.Postgres.Sql;

namespace PgClone.Steps;

/// <summary>Makes a table, by the same name in a schema of ours, that is filled and then exchanged for one that stands (<see cref="SwapTable"/>).</summary>
public sealed record StageTable : SqlStep
{
    /// <summary>The table that stands.</summary>
    public required QualifiedName Table { get; init; }

    /// <summary>What makes the other.</summary>
    public required ValueList<Statement> Statements { get; init; }

    /// <inheritdoc/>
    public override StepId Id => For(Table);

    /// <inheritdoc/>
    public override string Summary => Id.Value;

    /// <inheritdoc/>
    public override bool RunsAlone => true;

    /// <inheritdoc/>
    public override IReadOnlyList<Statement> Sql() => Statements;

    /// <summary>The id of the step for a table.</summary>
    public static StepId For(QualifiedName table) => new($"stage {table}");

    /// <summary>The schema of ours for tables that are to be exchanged for those of a schema.</summary>
    public static string SchemaFor(string schema) => Identifier.Prefixed(SchemaPrefix, schema);

    /// <summary>How the names of such schemas begin.</summary>
    public const string SchemaPrefix = "pgclone_staged_";

    /// <summary>What makes such a schema. By its comment a later run knows that it may go.</summary>
    public static IEnumerable<Statement> CreateSchema(string schema) =>
        [$"CREATE SCHEMA {Identifier.Quote(schema)}", $"COMMENT ON SCHEMA {Identifier.Quote(schema)} IS {Literal.Quote(SchemaComment)}"];

    /// <summary>The comment on them.</summary>
    public const string SchemaComment = "Tables that PgClone fills to exchange them for others. Safe to drop while no run is at work.";
}
