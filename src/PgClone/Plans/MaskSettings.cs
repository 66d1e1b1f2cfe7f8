using System.Text.Json.Serialization;
using PgClone.Diagnostics;
using PgClone.Postgres.Sql;

namespace PgClone.Plans;

/// <summary>How the columns of a clone are masked.</summary>
public sealed record MaskSettings
{
    /// <summary>The key of pseudonyms; null when the plan has none, or secrets were not resolved. Never serialised.</summary>
    [JsonIgnore]
    public Secret? Key { get; init; }

    /// <summary>Where the key comes from; null when the plan has none.</summary>
    public KeyReference? KeyReference { get; init; }

    /// <summary>The masks, in the order of the plan.</summary>
    public required ValueList<MaskRule> Rules { get; init; }

    /// <summary>Where the section stands in the plan.</summary>
    public required SourceLocation Location { get; init; }
}
