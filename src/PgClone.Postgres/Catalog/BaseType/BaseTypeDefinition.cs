using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.BaseType;

/// <summary>What a base type is made of.</summary>
public sealed record BaseTypeDefinition
{
    /// <summary>The clauses of CREATE TYPE that no ALTER TYPE changes, in the order of its manual page.</summary>
    public required ValueList<string> Frame { get; init; }

    /// <summary>The quoted, qualified name of the function that reads the binary form; null for none. So are those below.</summary>
    public required string? Receive { get; init; }

    /// <summary>Writes the binary form.</summary>
    public required string? Send { get; init; }

    /// <summary>Reads a type modifier.</summary>
    public required string? ModifierInput { get; init; }

    /// <summary>Writes a type modifier.</summary>
    public required string? ModifierOutput { get; init; }

    /// <summary>Gathers statistics.</summary>
    public required string? Analyze { get; init; }

    /// <summary>Takes subscripts.</summary>
    public required string? Subscript { get; init; }

    /// <summary>plain, external, extended or main.</summary>
    public required string Storage { get; init; }

    /// <summary>The list of CREATE TYPE.</summary>
    public string Sql => string.Join(", ", Frame.Concat(Settings.Where(setting => setting.Value is not null).Select(setting => $"{setting.Name} = {setting.Value}")));

    /// <summary>The list of ALTER TYPE … SET that makes this definition another one of the same frame.</summary>
    public string ChangesTo(BaseTypeDefinition desired) => string.Join(", ",
        Settings.Zip(desired.Settings).Where(pair => pair.First != pair.Second).Select(pair => $"{pair.Second.Name} = {pair.Second.Value ?? "NONE"}"));

    private IEnumerable<(string Name, string? Value)> Settings =>
    [
        ("RECEIVE", Receive), ("SEND", Send), ("TYPMOD_IN", ModifierInput), ("TYPMOD_OUT", ModifierOutput),
        ("ANALYZE", Analyze), ("SUBSCRIPT", Subscript), ("STORAGE", Storage),
    ];
}
