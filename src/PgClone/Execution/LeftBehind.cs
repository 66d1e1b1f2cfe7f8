using Npgsql;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Sql;

namespace PgClone.Execution;

/// <summary>
/// Ends what a run that was killed left at work on the target: a backend notices that nobody listens only when it has something to say, and
/// builds its index to the end. What is planned meanwhile would be about a target that still changes.
/// </summary>
public static class LeftBehind
{
    private const string Mark = "pgclone work ";

    /// <summary>The name under which the sessions of a run work; pg_stat_activity keeps 63 bytes of it.</summary>
    public static string NameOf(Guid run) => $"{Mark}{run:N}";

    /// <summary>Ends sessions of earlier runs and waits until they are gone. Only for who holds the target, so that they are nobody's who is alive.</summary>
    /// <exception cref="TargetMovedException">Some could not be ended within a minute.</exception>
    public static async Task EndAsync(Database database, CancellationToken cancellation)
    {
        if (await OpenAsync(database, cancellation) is not { } session) return;
        await using var closing = session;
        var waited = TimeSpan.Zero;
        while (await CountAsync(session, "pid", cancellation) > 0)
        {
            if (waited > TimeSpan.FromMinutes(1)) throw TargetMovedException.IsAtWork(database.Name);
            await CountAsync(session, "pg_catalog.pg_terminate_backend(pid)", cancellation);
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellation);
            waited += TimeSpan.FromMilliseconds(100);
        }
    }

    /// <summary>Null where the database is not there, or cannot be reached.</summary>
    private static async Task<WriteSession?> OpenAsync(Database database, CancellationToken cancellation)
    {
        try
        {
            return await database.WriteAsync(cancellation);
        }
        catch (NpgsqlException)
        {
            // Whoever reads the target next says why it cannot be had, if it has to be there.
            return null;
        }
    }

    private static async Task<long> CountAsync(WriteSession session, string what, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"""
            SELECT pg_catalog.count({what}) FROM pg_catalog.pg_stat_activity
            WHERE datname = pg_catalog.current_database() AND pg_catalog.starts_with(application_name, {Literal.Quote(Mark)}) AND pid <> pg_catalog.pg_backend_pid()
            """, session.Connection);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
