namespace PgClone.Postgres.Catalog;

/// <summary>An object of a kind that cannot be cloned yet. It is named, never dropped in silence.</summary>
/// <param name="Kind">PostgreSQL's word for the kind.</param>
/// <param name="Schema">Its schema; null for what belongs to the database.</param>
/// <param name="Name">Its name, or how many there are of what has none.</param>
public sealed record UnsupportedObject(string Kind, string? Schema, string Name)
{
    /// <summary>The words for such kinds, as <see cref="CatalogQueries.Unsupported"/> gives them.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["member of a built-in operator family", "large objects"];

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {(Schema is null ? "" : Schema + ".")}{Name}";
}
