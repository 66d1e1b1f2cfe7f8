using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;

namespace PgClone.Steps;

/// <summary>Deletes the rows that a <see cref="MergeRows"/> found to be gone from the source, once nothing refers to them.</summary>
public sealed record DeleteGoneRows : Step
{
    /// <summary>The rows of the table.</summary>
    public required RowSet Rows { get; init; }

    /// <inheritdoc cref="MergeRows.Before"/>
    public required ValueList<Statement> Before { get; init; }

    /// <inheritdoc cref="MergeRows.Afterwards"/>
    public required ValueList<Statement> Afterwards { get; init; }

    /// <inheritdoc/>
    public override StepId Id => For(Rows.Table);

    /// <inheritdoc/>
    public override string Summary => $"delete what is gone from {Rows.Table}";

    /// <summary>The id of the step for a table.</summary>
    public static StepId For(QualifiedName table) => new($"delete gone rows of {table}");

    /// <summary>Where the keys of these rows are kept between the two steps: in the ledger's schema, until the next run at most.</summary>
    public static QualifiedName KeysOf(QualifiedName table) => new(LedgerSchema, Identifier.Hashed(KeysPrefix, table.Sql, 24));

    /// <summary>How the names of such tables begin.</summary>
    public const string KeysPrefix = "gone_";

    private const string LedgerSchema = "pgclone";
}
