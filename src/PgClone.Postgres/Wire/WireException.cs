using Npgsql;

namespace PgClone.Postgres.Wire;

/// <summary>The connection is gone, or what came over it is not what the protocol says.</summary>
internal sealed class WireException : NpgsqlException
{
    public WireException(string message)
        : base(message)
    {
    }

    public WireException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
