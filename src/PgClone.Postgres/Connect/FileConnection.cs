namespace PgClone.Postgres.Connect;

/// <summary>The connection string is the content of a file; the path is relative to the working directory.</summary>
public sealed record FileConnection(string Path) : ConnectionReference
{
    /// <inheritdoc/>
    public override string Describe() => $"file {Path}";
}
