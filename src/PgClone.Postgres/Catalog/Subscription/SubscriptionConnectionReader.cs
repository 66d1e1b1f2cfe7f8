using Npgsql;
using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.Subscription;

/// <summary>
/// Reads how subscriptions reach their publishers. The column is for superusers alone, and a query that names it is refused to others, so it takes a
/// second look.
/// </summary>
internal static class SubscriptionConnectionReader
{
    private const string Query = """
        SELECT s.subname AS name, s.subconninfo AS connection
        FROM pg_catalog.pg_subscription s
        JOIN pg_catalog.pg_database d ON d.oid = s.subdbid
        WHERE d.datname = pg_catalog.current_database()
        """;

    /// <summary>Gives each subscription among the objects its connection.</summary>
    public static async Task CompleteAsync(Dictionary<ObjectIdentity, CatalogObject> objects, ReadSession session, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Query, session.Connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var row = new CatalogRow(reader);
        while (await reader.ReadAsync(cancellation))
        {
            var identity = new ObjectIdentity(SubscriptionKind.Word, null, row.Text("name"));
            if (objects.GetValueOrDefault(identity) is SubscriptionObject item) objects[identity] = item with { Connection = new(row.Text("connection")) };
        }
    }
}
