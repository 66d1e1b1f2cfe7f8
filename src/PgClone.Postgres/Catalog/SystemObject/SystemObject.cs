using PgClone.Postgres.Catalog.Access;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.SystemObject;

/// <summary>An object that every database is made with: nothing of it is cloned but what its privileges differ by.</summary>
public sealed record SystemObject : CatalogObject
{
    /// <summary>What GRANT calls it.</summary>
    public required GrantedObject Granted { get; init; }

    /// <inheritdoc/>
    public override bool IsAccessAlone => true;

    /// <inheritdoc/>
    protected override string SqlAddress => Granted.Sql;

    /// <inheritdoc/>
    protected override bool ChangesOwner => false;

    /// <inheritdoc/>
    public override IEnumerable<Statement> Drop() => ChangeAccess(Access.Value!, Access.Value! with { Privileges = Privileges.Default });

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() => [];
}
