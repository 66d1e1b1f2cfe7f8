namespace PgClone.Execution;

/// <summary>Another run works on the target.</summary>
public sealed class TargetLockedException(string target, string holder) : Exception($"{target} is in use by {holder}. Nothing was changed.");
