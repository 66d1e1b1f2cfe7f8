namespace PgClone.Plans;

/// <summary>A value for a variable, from the command line.</summary>
public readonly record struct VariableOverride(string Name, string Value);
