using PgClone.Postgres.Sql;

namespace PgClone.Reports;

/// <summary>The rows of one clone.</summary>
/// <param name="Name">The name of the clone.</param>
/// <param name="Equal">True when every table that the plan copies holds exactly the rows that it should, and the large objects their bytes.</param>
/// <param name="Tables">Its tables, in the order of names.</param>
public sealed record VerifiedClone(string Name, bool Equal, ValueList<VerifiedTable> Tables)
{
    /// <summary>Its large objects; null where the plan has nothing to do with any.</summary>
    public VerifiedLargeObjects? LargeObjects { get; init; }
}
