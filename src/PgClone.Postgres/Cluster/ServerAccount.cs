using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Cluster;

/// <summary>
/// The operating system account that server programs run as, as the words to put before their command line.
/// initdb and postgres refuse to run as root, so root hands them to another account.
/// </summary>
public sealed record ServerAccount
{
    /// <summary>The account's name; null for our own account.</summary>
    public string? Name { get; init; }

    /// <summary>The program that changes to the account and its arguments; empty for our own account.</summary>
    public ValueList<string> Prefix { get; init; }

    /// <summary>Our own account: nothing to change.</summary>
    public static ServerAccount Own { get; } = new();
}
