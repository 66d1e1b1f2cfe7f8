using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.TextSearch;

/// <summary>A text search configuration with its mappings.</summary>
public sealed record TextSearchConfigurationObject : CatalogObject
{
    /// <summary>The quoted, qualified name of its parser.</summary>
    public required string Parser { get; init; }

    /// <summary>The mappings, in the order of the parser's types of token.</summary>
    public required ValueList<TokenMapping> Mappings { get; init; }

    /// <inheritdoc/>
    protected override string SqlAddress => $"TEXT SEARCH CONFIGURATION {new QualifiedName(Identity.Schema!, Identity.Name).Sql}";

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() =>
        [$"CREATE {SqlAddress} (PARSER = {Parser})", .. Mappings.Select(mapping => Map("ADD", mapping))];

    /// <inheritdoc/>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired)
    {
        var wanted = (TextSearchConfigurationObject)desired;
        if (wanted.Parser != Parser) return null;
        var tokens = wanted.Mappings.Select(mapping => mapping.Token).ToHashSet(StringComparer.Ordinal);
        var old = Mappings.Select(mapping => mapping.Token).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Mappings.Where(mapping => !tokens.Contains(mapping.Token))
                .Select(mapping => (Statement)$"ALTER {SqlAddress} DROP MAPPING FOR {Identifier.Quote(mapping.Token)}"),
            .. wanted.Mappings.Except(Mappings).Select(mapping => Map(old.Contains(mapping.Token) ? "ALTER" : "ADD", mapping)),
        ];
    }

    private Statement Map(string verb, TokenMapping mapping) =>
        $"ALTER {SqlAddress} {verb} MAPPING FOR {Identifier.Quote(mapping.Token)} WITH {mapping.Dictionaries}";
}
