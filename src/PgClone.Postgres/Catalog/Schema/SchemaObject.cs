using PgClone.Postgres.Catalog.Access;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Schema;

/// <summary>A schema (pg_namespace).</summary>
public sealed record SchemaObject : CatalogObject
{
    /// <summary>The schema public as initdb makes it.</summary>
    public static SchemaObject Public(ServerVersion version, ServerRoles roles) => new()
    {
        Identity = new("schema", null, "public"),
        Comment = "standard public schema",
        Access = version.HasGuardedPublicSchema
            ? new("pg_database_owner", Privileges.Default)
            : new ObjectAccess(roles.Bootstrap, Privileges.Of([new() { Grantee = "", Word = "CREATE" }], [])),
    };

    /// <inheritdoc/>
    protected override string SqlAddress => $"SCHEMA {Identifier.Quote(Identity.Name)}";

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() => [$"CREATE {SqlAddress}"];
}
