using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog;

/// <summary>The values of a database's definitions that nobody may see: in memory only, for the statements that name them.</summary>
public sealed class CatalogSecrets(DatabaseCatalog catalog)
{
    private readonly Dictionary<(string Item, string Name), Secret> _values = catalog.Objects.Values
        .SelectMany(item => item.Secrets, (item, secret) => (Key: (item.Identity.ToString(), secret.Key), secret.Value)).ToDictionary(pair => pair.Key, pair => pair.Value);

    /// <summary>The value of an object, as <see cref="Statement.SecretsOf"/> calls it; null when it has none of that name.</summary>
    public Secret? Find(string item, string name) => _values.GetValueOrDefault((item, name));

    /// <summary>The objects that a statement wants a value of and that have it not.</summary>
    public IEnumerable<string> Missing(Statement statement) =>
        statement.SecretsOf is { } item && SecretPlace.ToFormat(statement.Sql).Names.Any(name => Find(item, name) is null) ? [item] : [];
}
