using Npgsql;
using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog;

/// <summary>Reads the tablespaces of a server where there is no catalog to read yet.</summary>
public static class ServerTablespacesReader
{
    /// <summary>The tablespaces as a database sees them that CREATE DATABASE will make from template0.</summary>
    public static async Task<ServerTablespaces> ReadAsync(ReadSession session, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(ServerTablespaces.Query("'template0'"), session.Connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var row = new CatalogRow(reader);
        var tablespaces = new List<(string, bool)>();
        while (await reader.ReadAsync(cancellation)) tablespaces.Add(ServerTablespaces.Read(row));
        return ServerTablespaces.Of(tablespaces);
    }
}
