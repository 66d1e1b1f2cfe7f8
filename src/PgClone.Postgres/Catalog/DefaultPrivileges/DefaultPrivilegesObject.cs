using PgClone.Postgres.Catalog.Access;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.DefaultPrivileges;

/// <summary>
/// The privileges that objects have from the moment a role makes them. They are all it has: its definition is empty, and the role is its owner.
/// </summary>
public sealed record DefaultPrivilegesObject : CatalogObject
{
    /// <summary>The role whose new objects are meant.</summary>
    public required string Role { get; init; }

    /// <summary>The kind of objects, as ALTER DEFAULT PRIVILEGES calls it: <c>TABLES</c>.</summary>
    public required string Objects { get; init; }

    /// <inheritdoc/>
    public override bool IsAccessAlone => true;

    /// <summary>Made last: nothing else of the clone should be made under it.</summary>
    public override bool ComesLast => true;

    /// <inheritdoc/>
    public override int OldestVersion => Objects == "LARGE OBJECTS" ? 18 : base.OldestVersion;

    /// <inheritdoc/>
    protected override string SqlAddress => Objects;

    /// <summary>Those of a role for a kind of object, in one schema or, for null, everywhere.</summary>
    public static DefaultPrivilegesObject Of(string role, string objects, string? schema) => new()
    {
        Identity = new(DefaultPrivilegesKind.Word, schema, $"{role} on {objects.ToLowerInvariant()}"), Role = role, Objects = objects,
    };

    /// <summary>The same for another role.</summary>
    public DefaultPrivilegesObject For(string role) => Of(role, Objects, Identity.Schema) with { Access = Access };

    /// <inheritdoc/>
    public override IEnumerable<Statement> ChangeAccess(ObjectAccess current, ObjectAccess desired)
    {
        var prefix = $"ALTER DEFAULT PRIVILEGES FOR ROLE {Identifier.Quote(Role)}{(Identity.Schema is null ? "" : $" IN SCHEMA {Identifier.Quote(Identity.Schema)}")} ";
        return new PrivilegeStatements(Objects, Identifier.Quote(Role)).Between(current.Privileges, desired.Privileges)
            .Select(statement => statement with { Sql = prefix + statement.Sql });
    }

    /// <inheritdoc/>
    public override IEnumerable<Statement> Drop() => ChangeAccess(Access.Value!, Access.Value! with { Privileges = Privileges.Default });

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() => [];
}
