using PgClone.Postgres.Sql;

namespace PgClone.Plans;

/// <summary>What happens to objects that the target has and this plan did not make.</summary>
public sealed record ConflictSettings
{
    /// <summary>The rule where no override matches.</summary>
    public required ConflictRule Default { get; init; }

    /// <summary>Rules by pattern; the last match wins.</summary>
    public ValueList<ConflictOverride> Overrides { get; init; }
}
