using System.Text.Json.Serialization;

namespace PgClone.Postgres.Sql;

/// <summary>What a statement may do to those who use the target meanwhile, or to what it holds.</summary>
[Flags]
[JsonConverter(typeof(JsonStringEnumConverter<Hazard>))]
public enum Hazard
{
    /// <summary>Nothing that others would notice.</summary>
    None = 0,

    /// <summary>Rows that are on the target now are gone afterwards.</summary>
    DestroysRows = 1,

    /// <summary>Takes ACCESS EXCLUSIVE on a table that exists: readers wait.</summary>
    BlocksReads = 2,

    /// <summary>Takes a lock that writers wait for.</summary>
    BlocksWrites = 4,

    /// <summary>Writes every row of the table again.</summary>
    RewritesTable = 8,

    /// <summary>Lets somebody do what they could not do before.</summary>
    WidensPrivileges = 16,
}
