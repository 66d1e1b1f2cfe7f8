using Npgsql;
using PgClone.Diagnostics;
using PgClone.Masks;
using PgClone.Plans;
using PgClone.Postgres.Connect;
using PgClone.Resolution;

namespace PgClone.Cli.Commands;

/// <summary>Turns the connection references of a clone into databases.</summary>
internal static class ClonePairConnector
{
    // Databases that are there unless somebody dropped them; CREATE DATABASE has to start from one.
    private const string MaintenanceDatabase = "postgres";

    /// <summary>The two databases, or null after errors went into the bag. Nothing is connected yet.</summary>
    public static async Task<ClonePair?> ConnectAsync(
        (ConnectionReference Connection, SourceLocation? Location) source, (ConnectionReference Connection, SourceLocation? Location) target,
        Secret? key, bool mayCreate, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var from = await ResolveAsync(source, diagnostics, cancellation);
        var to = await ResolveAsync(target, diagnostics, cancellation);
        if (from is null || to is null) return null;
        var maintenance = new NpgsqlConnectionStringBuilder(to.ConnectionString) { Database = MaintenanceDatabase };
        return new()
        {
            Source = new(from, key is null ? null : MaskKey.StartupOptions(key)),
            Target = new(to),
            Maintenance = new(maintenance),
            MayCreate = mayCreate,
        };
    }

    private static async Task<NpgsqlConnectionStringBuilder?> ResolveAsync(
        (ConnectionReference Connection, SourceLocation? Location) reference, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var resolved = await new ConnectionResolver(ConnectionSurroundings.OfProcess()).ResolveAsync(reference.Connection, cancellation);
        if (resolved.Problem is { } problem) diagnostics.Error(DiagnosticCodes.ConnectionUnusable, problem.Sentence, reference.Location, problem.Remedy);
        return resolved.Connection?.Builder;
    }
}
