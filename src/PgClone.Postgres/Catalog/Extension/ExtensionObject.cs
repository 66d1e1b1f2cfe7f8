using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Extension;

/// <summary>An installed extension. Its members come with it and are no objects of their own; its version is the server's business.</summary>
public sealed record ExtensionObject : CatalogObject
{
    /// <summary>The schema that holds its members.</summary>
    public required string MemberSchema { get; init; }

    /// <summary>True when the server can move it to another schema.</summary>
    public required NotCompared<bool> IsRelocatable { get; init; }

    /// <summary>True when tables are among its members: their rows go with it.</summary>
    public required NotCompared<bool> HasTables { get; init; }

    /// <inheritdoc/>
    protected override Hazard Lock => HasTables.Value ? Hazard.DestroysRows | Hazard.BlocksReads : Hazard.None;

    /// <inheritdoc/>
    protected override string SqlAddress => $"EXTENSION {Identifier.Quote(Identity.Name)}";

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() =>
        [$"CREATE EXTENSION IF NOT EXISTS {Identifier.Quote(Identity.Name)} WITH SCHEMA {Identifier.Quote(MemberSchema)}"];

    /// <inheritdoc/>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired) => IsRelocatable.Value
        ? [new($"ALTER {SqlAddress} SET SCHEMA {Identifier.Quote(((ExtensionObject)desired).MemberSchema)}", HasTables.Value ? Hazard.BlocksReads : Hazard.None)] : null;
}
