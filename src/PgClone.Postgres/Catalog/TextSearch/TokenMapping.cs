namespace PgClone.Postgres.Catalog.TextSearch;

/// <summary>Which dictionaries a configuration asks about tokens of one type.</summary>
/// <param name="Token">The type of token, by its alias: <c>asciiword</c>.</param>
/// <param name="Dictionaries">The quoted, qualified names of the dictionaries in the order in which they are asked, separated by commas.</param>
public sealed record TokenMapping(string Token, string Dictionaries);
