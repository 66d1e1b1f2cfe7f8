using Npgsql;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Sql;

namespace PgClone.TestKit;

/// <summary>A database of one test, with a name of its own; disposing drops it, whoever is connected.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private const string DropSubscriptions = """
        DO $$
        DECLARE s record;
        BEGIN
            FOR s IN SELECT subname, subenabled, subslotname FROM pg_subscription WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database()) LOOP
                IF s.subenabled THEN EXECUTE format('ALTER SUBSCRIPTION %I DISABLE', s.subname); END IF;
                IF s.subslotname IS NOT NULL THEN EXECUTE format('ALTER SUBSCRIPTION %I SET (slot_name = NONE)', s.subname); END IF;
                EXECUTE format('DROP SUBSCRIPTION %I', s.subname);
            END LOOP;
        END $$
        """;

    private TestDatabase(TestServer server, string name)
    {
        Server = server;
        Name = name;
    }

    /// <summary>The server it lives on.</summary>
    public TestServer Server { get; }

    /// <summary>Its name; needs no quotes in SQL.</summary>
    public string Name { get; }

    /// <summary>How Npgsql reaches it as a superuser.</summary>
    public string ConnectionString => Server.ConnectionString(Name);

    /// <summary>How libpq's programs and clone plans reach it as a superuser.</summary>
    public string Uri => Server.Uri(Name);

    /// <summary>Creates an empty database.</summary>
    public static async Task<TestDatabase> CreateAsync(TestServer server, CancellationToken cancellation)
    {
        var database = Unborn(server);
        await database.OnServerAsync($"CREATE DATABASE {database.Name}", cancellation);
        return database;
    }

    /// <summary>A name for a database that does not exist yet, for tests in which the product creates it; disposing drops it too.</summary>
    public static TestDatabase Unborn(TestServer server) => new(server, $"t_{Guid.NewGuid():N}"[..18]);

    /// <summary>The same database as it is seen through a proxy; not to be disposed by itself.</summary>
    public TestDatabase Through(Faults.FaultProxy proxy) => new(proxy.Server, Name);

    /// <summary>Runs a script: statements, <c>COPY … FROM stdin</c> with its rows, what pg_dump writes.</summary>
    public async Task ExecuteAsync(string script, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await new ScriptSession(connection).RunAsync(script, cancellation);
    }

    /// <summary>Runs a script file; the first statement that is refused ends it.</summary>
    public async Task LoadAsync(string path, CancellationToken cancellation) =>
        await ExecuteAsync(await File.ReadAllTextAsync(path, cancellation), cancellation);

    /// <summary>Runs a script file to its end, as psql does without <c>ON_ERROR_STOP</c>.</summary>
    /// <returns>What the server said about each statement it refused.</returns>
    public async Task<ValueList<string>> LoadWhatFitsAsync(string path, CancellationToken cancellation)
    {
        var refused = new List<string>();
        await using var connection = await OpenAsync(cancellation);
        var session = new ScriptSession(connection);
        foreach (var statement in SqlScript.Parse(await File.ReadAllTextAsync(path, cancellation)))
        {
            try
            {
                await session.RunAsync(statement, cancellation);
            }
            catch (PostgresException refusal)
            {
                refused.Add(refusal.MessageText);
            }
        }

        return refused.ToValueList();
    }

    /// <summary>The first column of the first row; default when there is no row or it is NULL.</summary>
    public async Task<T?> ScalarAsync<T>(string sql, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) && !await reader.IsDBNullAsync(0, cancellation)
            ? await reader.GetFieldValueAsync<T>(0, cancellation)
            : default;
    }

    /// <summary>The rows as <c>psql -At</c> prints them: values as text, joined by <c>|</c>, NULL as nothing.</summary>
    public async Task<ValueList<string>> RowsAsync(string sql, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(sql, connection) { AllResultTypesAreUnknown = true };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<string>();
        while (await reader.ReadAsync(cancellation))
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => reader[column] as string)));
        return rows.ToValueList();
    }

    /// <summary>An open connection as superuser; the caller disposes it.</summary>
    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(cancellation);
        return connection;
    }

    /// <summary>Drops the database and ends every session on it.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await OnServerAsync($"DROP DATABASE IF EXISTS {Name} WITH (FORCE)", CancellationToken.None);
        }
        catch (PostgresException refusal) when (refusal.SqlState == PostgresErrorCodes.ObjectInUse)
        {
            // Not by a session: those are ended. A database that has a subscription cannot be dropped.
            await ExecuteAsync(DropSubscriptions, CancellationToken.None);
            await OnServerAsync($"DROP DATABASE {Name} WITH (FORCE)", CancellationToken.None);
        }
    }

    /// <summary>Runs one statement in the server's maintenance database, such as a CREATE DATABASE of a test's own.</summary>
    public async Task OnServerAsync(string sql, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(Server.ConnectionString("postgres"));
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
