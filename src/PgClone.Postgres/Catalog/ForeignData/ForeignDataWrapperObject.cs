using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.ForeignData;

/// <summary>A foreign-data wrapper.</summary>
public sealed record ForeignDataWrapperObject : CatalogObject
{
    /// <summary>The quoted name of the function behind it; null for none, and then its tables cannot be read.</summary>
    public required string? Handler { get; init; }

    /// <summary>The quoted name of the function that checks options; null for none.</summary>
    public required string? Validator { get; init; }

    /// <summary>Its options, in the order of names.</summary>
    public required ValueList<ForeignOption> Options { get; init; }

    /// <inheritdoc/>
    public override bool NeedsSuperuser => true;

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, Secret>> Secrets => ForeignOptions.Hidden(Options);

    /// <inheritdoc/>
    protected override string SqlAddress => $"FOREIGN DATA WRAPPER {Identifier.Quote(Identity.Name)}";

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() =>
    [
        WithSecrets(string.Concat(
            $"CREATE {SqlAddress}",
            Handler is null ? "" : $" HANDLER {Handler}",
            Validator is null ? "" : $" VALIDATOR {Validator}",
            ForeignOptions.Clause(Options))),
    ];

    /// <inheritdoc/>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired)
    {
        var wanted = (ForeignDataWrapperObject)desired;
        var actions = new[]
        {
            wanted.Handler == Handler ? null : wanted.Handler is null ? "NO HANDLER" : $"HANDLER {wanted.Handler}",
            wanted.Validator == Validator ? null : wanted.Validator is null ? "NO VALIDATOR" : $"VALIDATOR {wanted.Validator}",
            ForeignOptions.Change(Options, wanted.Options),
        }.OfType<string>();
        return [wanted.WithSecrets($"ALTER {SqlAddress} {string.Join(' ', actions)}")];
    }
}
