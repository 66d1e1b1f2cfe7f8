using System.Net.Sockets;
using Npgsql;
using PgClone.Postgres.Connect;

namespace PgClone.Resolution;

/// <summary>One side of a clone cannot be connected to.</summary>
public sealed class UnreachableDatabaseException : Exception
{
    /// <summary>Wraps what the server, or the network, said of a side.</summary>
    /// <param name="side"><c>source</c> or <c>target</c>.</param>
    /// <param name="database">Where the connection was to lead.</param>
    /// <param name="cause">What came of it.</param>
    public UnreachableDatabaseException(string side, Database database, Exception cause)
        : base($"cannot connect to the {side} {database.Display}: {ServerMessage.Of(cause)}", cause) =>
        (Side, Remedy) = (side, RemedyFor(side, cause));

    /// <summary><c>source</c> or <c>target</c>.</summary>
    public string Side { get; }

    /// <summary>What may help; null when nothing is known.</summary>
    public string? Remedy { get; }

    private static string? RemedyFor(string side, Exception cause) => cause switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } =>
            side == "target" ? "create it, or say create: true at the target" : "correct the name of the database",
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
            "correct user and password (PGPASSWORD, .pgpass or the connection's own), or let the user in with pg_hba.conf",
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } => "wait, or ask for fewer connections with --jobs",
        PostgresException refused => refused.Hint,
        { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } } => "correct the name of the host",
        { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } => "start the server, or correct host and port: it must listen on TCP there",
        _ => null,
    };
}
