using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.TextSearch;

/// <summary>A text search dictionary.</summary>
public sealed record TextSearchDictionaryObject : CatalogObject
{
    /// <summary>The quoted, qualified name of its template.</summary>
    public required string Template { get; init; }

    /// <summary>The options of the template as the server keeps them, which is SQL: <c>language = 'english', stopwords = 'english'</c>. May be empty.</summary>
    public required string Options { get; init; }

    /// <inheritdoc/>
    protected override string SqlAddress => $"TEXT SEARCH DICTIONARY {new QualifiedName(Identity.Schema!, Identity.Name).Sql}";

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() =>
        [$"CREATE {SqlAddress} (TEMPLATE = {Template}{(Options.Length == 0 ? "" : $", {Options}")})"];

    /// <summary>ALTER forgets an option that stands without a value. All are forgotten and set again, since the server keeps their order.</summary>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired)
    {
        var wanted = (TextSearchDictionaryObject)desired;
        if (wanted.Template != Template) return null;
        var options = OptionNames().Concat(wanted.Options.Length == 0 ? [] : [wanted.Options]);
        return [$"ALTER {SqlAddress} ({string.Join(", ", options)})"];
    }

    private IEnumerable<string> OptionNames()
    {
        var start = 0;
        for (var at = 0; at <= Options.Length; at = at < Options.Length ? SqlToken.End(Options, at) : at + 1)
        {
            if (at < Options.Length && Options[at] != ',') continue;
            if (NameOf(Options[start..at]) is { Length: > 0 } name) yield return name;
            start = at + 1;
        }
    }

    private static string NameOf(string option)
    {
        var at = 0;
        while (at < option.Length && option[at] != '=') at = SqlToken.End(option, at);
        return option[..at].Trim();
    }
}
