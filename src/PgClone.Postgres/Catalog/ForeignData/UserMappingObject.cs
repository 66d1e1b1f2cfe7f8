using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.ForeignData;

/// <summary>As whom a role enters a foreign server.</summary>
public sealed record UserMappingObject : CatalogObject
{
    /// <summary>The name that stands for PUBLIC; no role can have it.</summary>
    internal const string Everybody = "public";

    /// <summary>Its options, in the order of names; null when they are not for our role to see.</summary>
    public required ValueList<ForeignOption>? Options { get; init; }

    /// <summary>Which mapping of the source it is, whatever the role is called on the target: there its values are read.</summary>
    public required NotCompared<ObjectIdentity> Origin { get; init; }

    /// <summary>The role; null for PUBLIC.</summary>
    public string? Role => Identity.Member == Everybody ? null : Identity.Member;

    /// <summary>It says how its server is entered, and is nothing without it.</summary>
    public override ObjectIdentity? Owner => new(ForeignServerKind.Word, null, Identity.Name);

    /// <inheritdoc/>
    public override bool IsReadable => Options is not null;

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, Secret>> Secrets => ForeignOptions.Hidden(Options ?? []);

    /// <inheritdoc/>
    protected override string SqlAddress => $"USER MAPPING FOR {(Role is null ? "PUBLIC" : Identifier.Quote(Role))} SERVER {Identifier.Quote(Identity.Name)}";

    /// <inheritdoc/>
    protected override ObjectIdentity SecretsFrom => Origin.Value;

    /// <summary>The mapping of a role, or of <see cref="Everybody"/>.</summary>
    internal static UserMappingObject Of(string server, string role, ValueList<ForeignOption>? options)
    {
        var identity = new ObjectIdentity("user mapping", null, server) { Member = role };
        return new() { Identity = identity, Options = options, Origin = identity };
    }

    /// <summary>The same for another role.</summary>
    public UserMappingObject For(string role) => this with { Identity = Identity with { Member = role } };

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() => [Widening($"CREATE {SqlAddress}{ForeignOptions.Clause(Options ?? [])}")];

    // Whoever it is for reaches the server as somebody.
    private Statement Widening(string sql) => WithSecrets(new(sql, Hazard.WidensPrivileges));

    /// <inheritdoc/>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired)
    {
        var wanted = (UserMappingObject)desired;
        // Whether to ADD or to SET an option is known only to whom sees what is there.
        return Options is { } current ? [wanted.Widening($"ALTER {SqlAddress} {ForeignOptions.Change(current, wanted.Options ?? [])}")] : null;
    }
}
