namespace PgClone.Plans;

/// <summary>One tablespace under another name.</summary>
/// <param name="Source">Its name on the source.</param>
/// <param name="Target">Its name on the target; null for the tablespace of the database.</param>
public sealed record TablespaceMapping(string Source, string? Target);
