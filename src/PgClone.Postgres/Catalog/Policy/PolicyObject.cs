using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Policy;

/// <summary>A row level security policy.</summary>
public sealed record PolicyObject : CatalogObject
{
    /// <summary>True for PERMISSIVE, false for RESTRICTIVE.</summary>
    public required bool IsPermissive { get; init; }

    /// <summary>ALL, SELECT, INSERT, UPDATE or DELETE.</summary>
    public required string Command { get; init; }

    /// <summary>The roles that it is for, in ordinal order; empty for everybody.</summary>
    public required ValueList<string> Roles { get; init; }

    /// <summary>The USING expression, null for none.</summary>
    public required string? Using { get; init; }

    /// <summary>The WITH CHECK expression, null for none.</summary>
    public required string? Check { get; init; }

    /// <inheritdoc/>
    public override ObjectIdentity? Owner => new(TableKind.Word, Identity.Schema, Identity.Name);

    /// <inheritdoc/>
    public override bool FollowsRows => true;

    /// <inheritdoc/>
    protected override Hazard Lock => Hazard.BlocksReads;

    /// <inheritdoc/>
    protected override string SqlAddress => $"POLICY {Identifier.Quote(Identity.Member!)} ON {new QualifiedName(Identity.Schema!, Identity.Name).Sql}";

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() =>
    [
        new(string.Concat(
            $"CREATE {SqlAddress}{(IsPermissive ? "" : " AS RESTRICTIVE")} FOR {Command} TO {(Roles.Count == 0 ? "PUBLIC" : Identifier.QuoteAll(Roles))}",
            Using is null ? "" : $" USING ({Using})",
            Check is null ? "" : $" WITH CHECK ({Check})"), Lock | (IsPermissive ? Hazard.WidensPrivileges : Hazard.None)),
    ];

    /// <summary>Without a restrictive policy there is more to see; without a permissive one there is less.</summary>
    public override IEnumerable<Statement> Drop() =>
        base.Drop().Select(statement => IsPermissive ? statement : statement with { Hazard = statement.Hazard | Hazard.WidensPrivileges });
}
