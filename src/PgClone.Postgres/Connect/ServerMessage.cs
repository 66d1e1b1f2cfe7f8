using System.Net.Sockets;
using Npgsql;

namespace PgClone.Postgres.Connect;

/// <summary>
/// What a server, or the network, said, in words that may be shown, recorded and sent on: values of rows are left out. Every message of a server goes
/// through here.
/// </summary>
public static class ServerMessage
{
    // Data exceptions quote the value that does not fit, as "invalid input syntax for type bigint: "111-22-3333"" does (errcodes.txt, class 22).
    private const string DataException = "22";

    /// <summary>One sentence, with the SQLSTATE where a server spoke.</summary>
    public static string Of(Exception error) => error switch
    {
        PostgresException refused => $"{Of(refused)} (SQLSTATE {refused.SqlState})",
        // The outer message names the host; that of the network says the same again.
        { InnerException: SocketException inner } => inner.Message,
        { InnerException: { } inner } => $"{error.Message}: {Of(inner)}",
        _ => error.Message,
    };

    /// <summary>The server's sentence alone.</summary>
    public static string Of(PostgresException refused)
    {
        var (text, first, last) = (refused.MessageText, refused.MessageText.IndexOf('"', StringComparison.Ordinal), refused.MessageText.LastIndexOf('"'));
        return QuotesValues(refused) && first < last ? $"{text[..first]}(a value){text[(last + 1)..]}" : text;
    }

    // What is quoted of a parameter is its name, but for the time zone, which may come from a row; and an encoding is no value either.
    private static bool QuotesValues(PostgresException refused) => refused.SqlState switch
    {
        PostgresErrorCodes.CharacterNotInRepertoire => false,
        PostgresErrorCodes.InvalidParameterValue => refused.MessageText.Contains("time zone", StringComparison.Ordinal),
        var state => state.StartsWith(DataException, StringComparison.Ordinal),
    };
}
