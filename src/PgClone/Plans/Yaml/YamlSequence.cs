using PgClone.Postgres.Sql;

namespace PgClone.Plans.Yaml;

/// <summary>A list.</summary>
public sealed record YamlSequence : YamlNode
{
    /// <summary>The items, in the order of the file.</summary>
    public required ValueList<YamlNode> Items { get; init; }
}
