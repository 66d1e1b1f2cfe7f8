using Npgsql;
using PgClone.Diagnostics;
using PgClone.Masks;
using PgClone.Postgres.Connect;
using PgClone.Resolution;

namespace PgClone.Cli.Commands;

/// <summary>Turns the connection references of a clone into databases.</summary>
internal static class ClonePairConnector
{
    // Databases that are there unless somebody dropped them; CREATE DATABASE has to start from one.
    private const string MaintenanceDatabase = "postgres";

    /// <summary>The two databases, or null after errors went into the bag. Nothing is connected yet.</summary>
    public static async Task<ClonePair?> ConnectAsync(CloneEndpoints ends, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var from = await ResolveAsync(ends.Source, ends.SourceLocation, diagnostics, cancellation);
        var to = await ResolveAsync(ends.Target, ends.TargetLocation, diagnostics, cancellation);
        if (from is null || to is null) return null;
        var maintenance = new NpgsqlConnectionStringBuilder(to.ConnectionString) { Database = MaintenanceDatabase };
        return new()
        {
            Source = new(from, ends.Key is null ? null : MaskKey.StartupOptions(ends.Key))
            {
                MostSessions = ends.MaxConnections ?? int.MaxValue,
                MayCheckpoint = ends.MayCheckpoint,
                Limit = ends.Limit,
            },
            Target = new(to),
            Maintenance = new(maintenance),
            MayCreate = ends.MayCreate,
        };
    }

    private static async Task<NpgsqlConnectionStringBuilder?> ResolveAsync(
        ConnectionReference connection, SourceLocation? location, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var resolved = await new ConnectionResolver(ConnectionSurroundings.OfProcess()).ResolveAsync(connection, cancellation);
        if (resolved.Problem is { } problem) diagnostics.Error(DiagnosticCodes.ConnectionUnusable, problem.Sentence, location, problem.Remedy);
        return resolved.Connection?.Builder;
    }
}
