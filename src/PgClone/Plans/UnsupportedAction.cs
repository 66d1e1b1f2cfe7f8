using System.Text.Json.Serialization;

namespace PgClone.Plans;

/// <summary>What happens to a selected object of a kind that cannot be cloned yet.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UnsupportedAction>))]
public enum UnsupportedAction
{
    /// <summary>Refuse to apply.</summary>
    Error,

    /// <summary>Clone the rest; the plan names what is left out.</summary>
    Skip,
}
