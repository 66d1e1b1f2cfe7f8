using PgClone.Diagnostics;

namespace PgClone.Plans.Yaml;

/// <summary>A key of a mapping with its value.</summary>
public sealed record YamlEntry
{
    /// <summary>The key.</summary>
    public required string Key { get; init; }

    /// <summary>Where the key stands.</summary>
    public required SourceLocation KeyLocation { get; init; }

    /// <summary>What it is set to.</summary>
    public required YamlNode Value { get; init; }

    /// <summary>True for <c>x-*</c>, which belongs to the user and means nothing to us.</summary>
    public bool IsFree => Key.StartsWith("x-", StringComparison.Ordinal);
}
