namespace PgClone.Plans;

/// <summary>What happens when an owner or grantee has no role on the target.</summary>
public enum MissingRoles
{
    /// <summary>The plan is refused, and lists them.</summary>
    Error,

    /// <summary>They are made, without login and password.</summary>
    Create,

    /// <summary>What they own goes to the role of the run, and what was granted to them is left out.</summary>
    Skip,
}
