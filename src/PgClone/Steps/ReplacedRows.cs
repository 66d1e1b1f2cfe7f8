using System.Text.Json.Serialization;

namespace PgClone.Steps;

/// <summary>Which rows of the target go before others come.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReplacedRows>))]
public enum ReplacedRows
{
    /// <summary>None: there should be none, and if there are nothing is done.</summary>
    None,

    /// <summary>Those that the script of a new extension put there and calls the user's.</summary>
    OfScript,

    /// <summary>Those that users put there.</summary>
    OfUser,
}
