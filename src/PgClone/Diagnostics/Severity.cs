using System.Text.Json.Serialization;

namespace PgClone.Diagnostics;

/// <summary>Whether a diagnostic stops the work.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Severity>))]
public enum Severity
{
    /// <summary>Nothing runs before this is put right.</summary>
    Error,

    /// <summary>Worth knowing; the work goes on.</summary>
    Warning,
}
