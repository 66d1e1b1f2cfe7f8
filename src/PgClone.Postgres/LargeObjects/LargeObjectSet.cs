using PgClone.Postgres.Catalog.Access;

namespace PgClone.Postgres.LargeObjects;

/// <summary>The large objects of a database, as one: it may hold a million of them, and none has a name.</summary>
public sealed record LargeObjectSet
{
    /// <summary>The word for them in plans, selectors and output.</summary>
    public const string Kind = "large object";

    /// <summary>None.</summary>
    public static LargeObjectSet None { get; } = new() { Count = 0, Bytes = 0, Unreadable = 0, Example = 0, Labelled = 0, Access = new Dictionary<string, ObjectAccess>() };

    /// <summary>How many there are.</summary>
    public required long Count { get; init; }

    /// <summary>The bytes that they take on disk.</summary>
    public required long Bytes { get; init; }

    /// <summary>How many of them the role may not read.</summary>
    public required long Unreadable { get; init; }

    /// <summary>One of <see cref="Unreadable"/>; 0 for none.</summary>
    public required uint Example { get; init; }

    /// <summary>How many have security labels.</summary>
    public required long Labelled { get; init; }

    /// <summary>Who owns them and who may use them, by <see cref="LargeObjectRow.Class"/>: few differ.</summary>
    public required IReadOnlyDictionary<string, ObjectAccess> Access { get; init; }
}
