using Npgsql;
using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.Access;

/// <summary>Reads the roles of a server where there is no catalog to read yet.</summary>
public static class ServerRolesReader
{
    /// <summary>The roles as the session sees them.</summary>
    public static async Task<ServerRoles> ReadAsync(ReadSession session, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(AccessQueries.Roles(session.Version), session.Connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var row = new CatalogRow(reader);
        var roles = new List<ServerRole>();
        while (await reader.ReadAsync(cancellation)) roles.Add(ServerRole.Read(row));
        return ServerRoles.Of(roles);
    }
}
