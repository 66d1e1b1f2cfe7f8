using PgClone.Postgres.Sql;

namespace PgClone.Plans;

/// <summary>Who the roles of the source are on the target.</summary>
public sealed record RoleSettings
{
    /// <summary>What happens when a role is absent. Default: error.</summary>
    public MissingRoles Missing { get; init; }

    /// <summary>Roles of the source with their names on the target; those not named keep theirs.</summary>
    public ValueList<RoleMapping> Map { get; init; }

    /// <summary>The name on the target of a role of the source.</summary>
    public string NameOf(string role) => Map.FirstOrDefault(mapping => mapping.Source == role)?.Target ?? role;
}
