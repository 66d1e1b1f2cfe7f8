namespace PgClone.Plans;

/// <summary>One role under another name.</summary>
/// <param name="Source">Its name on the source.</param>
/// <param name="Target">Its name on the target.</param>
public sealed record RoleMapping(string Source, string Target);
