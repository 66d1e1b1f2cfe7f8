namespace PgClone.Postgres.Catalog;

/// <summary>
/// What a table or materialized view makes of its indexes: the replica identity, and whether it is clustered. Which index serves the one or the other
/// that index says itself; what it no longer serves is taken away here, once for all of them.
/// </summary>
/// <param name="ReplicaIdentity">DEFAULT, FULL, NOTHING or <see cref="ByIndex"/>.</param>
/// <param name="IsClustered">True when it is marked to be clustered on one of its indexes.</param>
public sealed record RelationMarks(string ReplicaIdentity, bool IsClustered)
{
    /// <summary>The replica identity of a new table: its primary key.</summary>
    public const string Default = "DEFAULT";

    /// <summary>The replica identity of what has an index for it.</summary>
    public const string ByIndex = "USING INDEX";

    /// <summary>The columns of a SELECT over pg_class <c>c</c> that <see cref="Read"/> wants.</summary>
    public static string Select => $"""
        -- A foreign table has none, which reads like one that was taken away. Without the index, which was dropped, it means the same as NOTHING.
        CASE CASE c.relkind WHEN 'f' THEN 'd' ELSE c.relreplident END WHEN 'f' THEN 'FULL' WHEN 'n' THEN 'NOTHING' WHEN 'd' THEN 'DEFAULT'
             ELSE CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid AND i.indisreplident) THEN '{ByIndex}' ELSE 'NOTHING' END END AS replica_identity,
        EXISTS (SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid AND i.indisclustered) AS is_clustered
        """;

    /// <summary>The marks of the current row.</summary>
    public static RelationMarks Read(CatalogRow row) => new(row.Text("replica_identity"), row.Truth("is_clustered"));

    /// <summary>The actions of ALTER TABLE that a fresh relation needs.</summary>
    public IEnumerable<string> Actions() => ReplicaIdentity is "FULL" or "NOTHING" ? [$"REPLICA IDENTITY {ReplicaIdentity}"] : [];

    /// <summary>What an index brings along.</summary>
    public IEnumerable<string> Remarks =>
        [.. ReplicaIdentity == ByIndex ? ["an index is its replica identity"] : Array.Empty<string>(), .. IsClustered ? ["clustered on an index"] : Array.Empty<string>()];

    /// <summary>The actions of ALTER TABLE that take away what is not wanted; empty where an index brings what is.</summary>
    public IEnumerable<string> ActionsTo(RelationMarks desired)
    {
        if (ReplicaIdentity != desired.ReplicaIdentity && desired.ReplicaIdentity != ByIndex) yield return $"REPLICA IDENTITY {desired.ReplicaIdentity}";
        if (IsClustered && !desired.IsClustered) yield return "SET WITHOUT CLUSTER";
    }
}
