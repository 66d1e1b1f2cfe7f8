using Npgsql;

namespace PgClone.Postgres.Wire;

/// <summary>The connection is gone, or what came over it is not what the protocol says.</summary>
public sealed class WireException : NpgsqlException
{
    /// <summary>What the protocol forbids.</summary>
    public WireException(string message)
        : base(message)
    {
    }

    /// <summary>What the network says.</summary>
    public WireException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
