namespace PgClone.Resolution;

/// <summary>A key whose row is not the same on both sides.</summary>
/// <param name="Key">The values of the key as text, as the target should hold them: masked where a mask says so.</param>
/// <param name="How">only in source, only in target, or changed.</param>
public sealed record DifferingKey(string Key, string How);
