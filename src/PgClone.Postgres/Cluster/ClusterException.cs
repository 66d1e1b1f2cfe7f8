namespace PgClone.Postgres.Cluster;

/// <summary>A throwaway server could not be fetched, made or started. The message says what to do about it.</summary>
public sealed class ClusterException : Exception
{
    /// <summary>Without a message.</summary>
    public ClusterException()
    {
    }

    /// <summary>With a sentence for people.</summary>
    public ClusterException(string message)
        : base(message)
    {
    }

    /// <summary>With a sentence for people and the cause.</summary>
    public ClusterException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
