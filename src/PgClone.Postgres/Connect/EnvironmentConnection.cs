namespace PgClone.Postgres.Connect;

/// <summary>The connection string is the value of an environment variable.</summary>
public sealed record EnvironmentConnection(string Variable) : ConnectionReference
{
    /// <inheritdoc/>
    public override string Describe() => $"environment variable {Variable}";
}
