using PgClone.Diagnostics;

namespace PgClone.Plans.Yaml;

/// <summary>A value of a YAML document: a <see cref="YamlScalar"/>, a <see cref="YamlMapping"/> or a <see cref="YamlSequence"/>.</summary>
public abstract record YamlNode
{
    private protected YamlNode()
    {
    }

    /// <summary>Where it stands; of a list or mapping, where it starts.</summary>
    public required SourceLocation Location { get; init; }
}
