using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.ForeignData;

/// <summary>A foreign server: where the rows of foreign tables are.</summary>
public sealed record ForeignServerObject : CatalogObject
{
    /// <summary>The name of its foreign-data wrapper.</summary>
    public required string Wrapper { get; init; }

    /// <summary>The TYPE; null for none.</summary>
    public required string? Type { get; init; }

    /// <summary>The VERSION; null for none.</summary>
    public required string? Version { get; init; }

    /// <summary>Its options, in the order of names.</summary>
    public required ValueList<ForeignOption> Options { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, Secret>> Secrets => ForeignOptions.Hidden(Options);

    /// <inheritdoc/>
    protected override string SqlAddress => $"SERVER {Identifier.Quote(Identity.Name)}";

    /// <inheritdoc/>
    protected override string GrantAddress => $"FOREIGN {SqlAddress}";

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() =>
    [
        WithSecrets(string.Concat(
            $"CREATE {SqlAddress}",
            Type is null ? "" : $" TYPE {Literal.Quote(Type)}",
            Version is null ? "" : $" VERSION {Literal.Quote(Version)}",
            $" FOREIGN DATA WRAPPER {Identifier.Quote(Wrapper)}",
            ForeignOptions.Clause(Options))),
    ];

    /// <inheritdoc/>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired)
    {
        var wanted = (ForeignServerObject)desired;
        if (wanted.Wrapper != Wrapper || wanted.Type != Type) return null;
        var actions = new[]
        {
            wanted.Version == Version ? null : $"VERSION {Literal.Quote(wanted.Version)}",
            ForeignOptions.Change(Options, wanted.Options),
        }.OfType<string>();
        return [wanted.WithSecrets($"ALTER {SqlAddress} {string.Join(' ', actions)}")];
    }
}
