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
            $"CREATE {SqlAddress}{(IsPermissive ? "" : " AS RESTRICTIVE")} FOR {Command} TO {RoleList(Roles)}",
            Using is null ? "" : $" USING ({Using})",
            Check is null ? "" : $" WITH CHECK ({Check})"), Lock | (IsPermissive ? Hazard.WidensPrivileges : Hazard.None)),
    ];

    /// <summary>In one transaction whatever changes, so that nobody meets the table without the policy.</summary>
    protected override IReadOnlyList<Statement> ChangeDefinition(CatalogObject desired)
    {
        var wanted = (PolicyObject)desired;
        // ALTER POLICY knows neither FOR nor AS, and takes no expression away.
        if (wanted.Command != Command || wanted.IsPermissive != IsPermissive || (Using is not null && wanted.Using is null) || (Check is not null && wanted.Check is null))
            return [.. Drop(), .. wanted.Create()];
        return
        [
            new(string.Concat(
                $"ALTER {SqlAddress}",
                Roles == wanted.Roles ? "" : $" TO {RoleList(wanted.Roles)}",
                Using == wanted.Using ? "" : $" USING ({wanted.Using})",
                Check == wanted.Check ? "" : $" WITH CHECK ({wanted.Check})"), Lock | Hazard.WidensPrivileges),
        ];
    }

    private static string RoleList(ValueList<string> roles) => roles.Count == 0 ? "PUBLIC" : Identifier.QuoteAll(roles);

    /// <summary>Without a restrictive policy there is more to see; without a permissive one there is less.</summary>
    public override IEnumerable<Statement> Drop() =>
        base.Drop().Select(statement => IsPermissive ? statement : statement with { Hazard = statement.Hazard | Hazard.WidensPrivileges });
}
