using Npgsql;
using PgClone.Postgres.Connect;

namespace PgClone.Resolution;

/// <summary>Finds the keys behind a difference of two digests.</summary>
public static class DifferingKeys
{
    // Some 16 rows each: enough keys for any reader, and few enough for memory.
    private const int MostBuckets = 4096;

    /// <summary>The keys that differ, in their order as text, as many as are asked for; none for a table without a key.</summary>
    public static async Task<IReadOnlyList<DifferingKey>> FindAsync(TableDecision table, CloneSession session, int most, CancellationToken cancellation)
    {
        if (!table.Rows.IsKeyed || table.Choice is not { Count: > 1 } choice || session.Target is null) return [];
        var rows = table.Rows with { Choice = choice with { Chosen = [.. choice.Chosen.Take(MostBuckets)] } };
        var wanted = await ReadAsync(session.Source, rows.SourceKeys, cancellation);
        var found = await ReadAsync(session.Target, rows.TargetKeys, cancellation);
        return [.. wanted.Keys.Union(found.Keys).Order(StringComparer.Ordinal).Select(key => Compare(key, wanted, found)).OfType<DifferingKey>().Take(most)];
    }

    private static DifferingKey? Compare(string key, Dictionary<string, long> wanted, Dictionary<string, long> found) =>
        (wanted.TryGetValue(key, out var there), found.TryGetValue(key, out var here)) switch
    {
        (true, false) => new(key, "only in source"),
        (false, true) => new(key, "only in target"),
        _ => there == here ? null : new(key, "changed"),
    };

    private static async Task<Dictionary<string, long>> ReadAsync(ReadSession session, string query, CancellationToken cancellation)
    {
        var keys = new Dictionary<string, long>(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand(query, session.Connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) keys[reader.GetString(0)] = reader.GetInt64(1);
        return keys;
    }
}
