using System.Text.Json.Serialization;

namespace PgClone.Steps;

/// <summary>A step that reads rows of the source: its snapshot lives until the last of these has ended.</summary>
public abstract record CopyStep : Step
{
    /// <summary>True when what the target holds goes first.</summary>
    [JsonIgnore]
    public abstract bool DestroysRows { get; }
}
