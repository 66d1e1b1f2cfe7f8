using System.Text.Json.Serialization;

namespace PgClone.Plans;

/// <summary>What happens to an object that the target has and this plan did not make.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConflictRule>))]
public enum ConflictRule
{
    /// <summary>Refuse at plan time.</summary>
    Error,

    /// <summary>Leave its definition and rows untouched.</summary>
    Skip,

    /// <summary>Drop and create it.</summary>
    Replace,

    /// <summary>Give the old one another name.</summary>
    Rename,

    /// <summary>Bring its definition and rows in line.</summary>
    Update,

    /// <summary>Build beside it, and exchange the two.</summary>
    Swap,
}
