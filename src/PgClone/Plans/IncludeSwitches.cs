using PgClone.Postgres.Catalog.DefaultPrivileges;
using PgClone.Postgres.Catalog.Subscription;
using PgClone.Postgres.Catalog.SystemObject;

namespace PgClone.Plans;

/// <summary>What comes with the selected objects.</summary>
public sealed record IncludeSwitches
{
    /// <summary>Default true.</summary>
    public bool Indexes { get; init; } = true;

    /// <summary>Default true.</summary>
    public bool Constraints { get; init; } = true;

    /// <summary>Default true.</summary>
    public bool Triggers { get; init; } = true;

    /// <summary>Materialized views. Default true.</summary>
    public bool Matviews { get; init; } = true;

    /// <summary>Default true.</summary>
    public bool Comments { get; init; } = true;

    /// <summary>Default true.</summary>
    public bool Extensions { get; init; } = true;

    /// <summary>GRANTs. Default true.</summary>
    public bool Privileges { get; init; } = true;

    /// <summary>SECURITY LABELs, which only a server that has loaded their provider takes. Default true.</summary>
    public bool SecurityLabels { get; init; } = true;

    /// <summary>Default false: what is made belongs to the role that makes it.</summary>
    public bool Owners { get; init; }

    /// <summary>Subscriptions, which are made disabled and without a slot. Default false.</summary>
    public bool Subscriptions { get; init; }

    /// <summary>True unless a switch leaves objects of the kind out.</summary>
    public bool Takes(string kind) => kind switch
    {
        "index" => Indexes,
        "constraint" => Constraints,
        "trigger" => Triggers,
        "materialized view" => Matviews,
        "extension" => Extensions,
        SubscriptionKind.Word => Subscriptions,
        DefaultPrivilegesKind.Word or SystemObjectKind.Word => Privileges,
        _ => true,
    };
}
