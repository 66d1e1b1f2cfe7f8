namespace PgClone.Postgres.Cluster;

/// <summary>A directory with the programs of one PostgreSQL server: <c>postgres</c>, <c>initdb</c> and <c>pg_ctl</c>.</summary>
public sealed record ServerBinaries
{
    /// <summary>The directory, absolute.</summary>
    public required string BinDirectory { get; init; }

    /// <summary>The major version, such as 18.</summary>
    public required int Major { get; init; }

    /// <summary>What <c>postgres --version</c> says, such as <c>postgres (PostgreSQL) 18.4</c>.</summary>
    public required string Version { get; init; }

    /// <summary>Where they were found.</summary>
    public required ServerOrigin Origin { get; init; }

    /// <summary>The path of one of the programs.</summary>
    public string Program(string name) => System.IO.Path.Combine(BinDirectory, name);
}
