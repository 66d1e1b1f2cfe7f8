using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.ColumnDefault;

/// <summary>The default of a column of a table or view (pg_attrdef); generation expressions belong to the table.</summary>
public sealed record ColumnDefaultObject : CatalogObject
{
    /// <summary>The expression, as pg_get_expr prints it.</summary>
    public required string Expression { get; init; }

    /// <summary>The kind of relation that has the column.</summary>
    public required string RelationKind { get; init; }

    /// <inheritdoc/>
    public override ObjectIdentity? Owner => new(RelationKind, Identity.Schema, Identity.Name);

    /// <inheritdoc/>
    protected override string SqlAddress =>
        $"ALTER TABLE ONLY {new QualifiedName(Identity.Schema!, Identity.Name).Sql} ALTER COLUMN {Identifier.Quote(Identity.Member!)}";

    /// <inheritdoc/>
    public override IEnumerable<Statement> Drop() => [new($"{SqlAddress} DROP DEFAULT", Hazard.BlocksReads)];

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() => [new($"{SqlAddress} SET DEFAULT {Expression}", Hazard.BlocksReads)];

    /// <inheritdoc/>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired) => [.. desired.Create()];
}
