namespace PgClone.Postgres.Connect;

/// <summary>The connection is a section of libpq's connection service file.</summary>
public sealed record ServiceConnection(string Service) : ConnectionReference
{
    /// <inheritdoc/>
    public override string Describe() => $"service {Service}";
}
