using Npgsql;
using PgClone.Postgres.Connect;

namespace PgClone.Resolution;

/// <summary>Tells databases apart by what they are: keeps a session, and a mark, in each that it was shown.</summary>
public sealed class KnownDatabases : IAsyncDisposable
{
    private readonly List<(ReadSession Session, DatabaseMark Mark)> _known = [];

    /// <summary>What the source of a clone is; null where it cannot be connected to.</summary>
    public async Task<DatabaseIdentity?> SourceAsync(ClonePair pair, CancellationToken cancellation) => await IdentifyAsync(pair.Source, cancellation);

    /// <summary>What the target of a clone is, or will be once it is created; null where it cannot be connected to.</summary>
    public async Task<DatabaseIdentity?> TargetAsync(ClonePair pair, CancellationToken cancellation)
    {
        try
        {
            return new(await NumberAsync(pair.Target, cancellation), null);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InvalidCatalogName && pair.MayCreate)
        {
            return await IdentifyAsync(pair.Maintenance, cancellation) is { } server ? server with { Unborn = pair.Target.Name } : null;
        }
        catch (Exception error) when (error is NpgsqlException or UnusableServerException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Locks end with their sessions.
        foreach (var (session, _) in _known) await session.DisposeAsync();
    }

    private async Task<DatabaseIdentity?> IdentifyAsync(Database database, CancellationToken cancellation)
    {
        try
        {
            return new(await NumberAsync(database, cancellation), null);
        }
        catch (Exception error) when (error is NpgsqlException or UnusableServerException)
        {
            return null;
        }
    }

    private async Task<int> NumberAsync(Database database, CancellationToken cancellation)
    {
        var session = await database.ReadAsync(null, cancellation);
        try
        {
            for (var number = 0; number < _known.Count; number++)
            {
                if (!await _known[number].Mark.IsSeenAsync(session, cancellation)) continue;
                await session.DisposeAsync();
                return number;
            }

            _known.Add((session, await DatabaseMark.SetAsync(session, cancellation)));
            return _known.Count - 1;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }
}
