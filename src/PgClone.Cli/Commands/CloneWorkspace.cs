using Npgsql;
using PgClone.Compilation;
using PgClone.Diagnostics;
using PgClone.Execution;
using PgClone.Masks;
using PgClone.Plans;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;
using PgClone.Reports;
using PgClone.Resolution;
using PgClone.Selection;
using PgClone.State;

namespace PgClone.Cli.Commands;

/// <summary>One clone between its two databases, opened: where plan, apply and diff begin.</summary>
internal sealed class CloneWorkspace : IAsyncDisposable
{
    private readonly Lazy<SavedClone> _saved;

    private CloneWorkspace(CloneSession session, TargetLock? held, PlannedClone planned, Func<SavedClone> save)
    {
        Session = session;
        Lock = held;
        Planned = planned;
        _saved = new(save);
    }

    /// <summary>The sessions; the source's snapshot lives as long as they do.</summary>
    public CloneSession Session { get; }

    /// <summary>Keeps others away from the target; null where it is only looked at.</summary>
    public TargetLock? Lock { get; }

    /// <summary>What was decided.</summary>
    public PlannedClone Planned { get; }

    /// <summary>The same as a file can hold it. Made when asked for: it takes fingerprints of every object.</summary>
    public SavedClone Saved => _saved.Value;

    /// <summary>The tables whose rows were compared value by value, and are equal.</summary>
    public IReadOnlyList<(RowSet Rows, long Count)> Equal =>
        [.. Planned.Decisions.Tables.Where(table => table is { Action: RowAction.Unchanged, SourceDigest: not null }).Select(table => (table.Rows, table.SourceDigest!.Rows))];

    /// <summary>Connects, reads and decides; null after errors went into the bag.</summary>
    public static async Task<CloneWorkspace?> OpenAsync(
        (ClonePlan Plan, CloneDefinition Clone) what, WorkspaceOptions options, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var (plan, clone) = what;
        var source = plan.Sources.First(item => item.Name == clone.Source);
        var target = plan.Targets.First(item => item.Name == clone.Target);
        if (await ClonePairConnector.ConnectAsync(CloneEndpoints.Of(plan, clone) with { Limit = options.Limit }, diagnostics, cancellation) is not { } pair) return null;
        CloneSession? session = null;
        TargetLock? held = null;
        try
        {
            if (options.Take is not null) held = await options.Take(pair, cancellation);
            session = await CloneSession.OpenAsync(pair, cancellation);
            if (await session.ResolveAsync(clone, options.Jobs, options.Trust, diagnostics, cancellation) is { } resolved)
            {
                var planned = new PlannedClone(resolved, StepCompiler.Compile(resolved), pair.Source.Display, pair.Target.Display);
                return new(session, held, planned, () => Save(clone, source, target, planned));
            }
        }
        catch (UnreachableDatabaseException error)
        {
            diagnostics.Error(DiagnosticCodes.ConnectionUnusable, error.Message, error.Side == "source" ? source.Location : target.Location, error.Remedy);
        }
        catch (Exception error) when (
            error is NpgsqlException or UnusableServerException or UnbreakableLoopException or RewrittenTableException or CatalogMovedException or TargetMovedException)
        {
            var where = error is CatalogMovedException ? "" : Lost(session);
            diagnostics.Error(DiagnosticCodes.ServerFailure, $"clone '{clone.Name}': {where}{ServerMessage.Of(error)}", clone.Location, Remedy(error, where.Length > 0));
        }

        if (session is not null) await session.DisposeAsync();
        if (held is not null) await held.DisposeAsync();
        await pair.DisposeAsync();
        return null;
    }

    /// <summary>
    /// Records in the ledger what was found equal, so that the next plan need not compare it again; nothing where there is no ledger, or nothing to record.
    /// Whoever may not write there loses nothing but time.
    /// </summary>
    public async Task RecordEqualAsync(int jobs, CancellationToken cancellation)
    {
        var journal = Session.Journal((Planned.Decisions.Source, Planned.Decisions.Target), Saved.KeyId);
        if (Equal.Count == 0) return;
        var commands = journal.Begin([], await Session.WithYoungAsync(Equal, journal, jobs, cancellation));
        await using var session = await Session.Databases.Target.WriteAsync(cancellation);
        if (!await LedgerStore.StandsAsync(session.Connection, cancellation)) return;
        await using var batch = new NpgsqlBatch(session.Connection);
        foreach (var command in commands) batch.BatchCommands.Add(command);
        try
        {
            await batch.ExecuteNonQueryAsync(cancellation);
            await LedgerStore.ClearAsync(session, cancellation);
        }
        catch (PostgresException)
        {
            // The next plan compares the rows again.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        if (Lock is not null) await Lock.DisposeAsync();
        await Session.Databases.DisposeAsync();
    }

    /// <summary>The side whose connection broke; what the network says names none.</summary>
    private static string Lost(CloneSession? session) => session switch
    {
        { Source.IsLost: true } => "the connection to the source was lost: ",
        { Target.IsLost: true } => "the connection to the target was lost: ",
        _ => "",
    };

    private static string? Remedy(Exception error, bool isLost) => error switch
    {
        _ when isLost => "nothing was written yet: run it again",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } => "grant the role what it lacks, or connect as another",
        PostgresException refused => refused.Hint,
        UnreadableRowsException { InnerException: PostgresException refused } => refused.Hint,
        _ => null,
    };

    private static SavedClone Save(CloneDefinition clone, SourceDefinition source, TargetDefinition target, PlannedClone planned) => new()
    {
        Name = clone.Name,
        Source = source.Connection,
        Target = target.Connection,
        SourceDatabase = planned.Source,
        TargetDatabase = planned.Target,
        MayCreate = target.Create,
        MaxConnections = source.MaxConnections,
        Key = clone.Masks?.KeyReference,
        KeyId = clone.Masks?.Key is { } key ? MaskKey.Id(key) : null,
        Sequences = LaterSequences.Of(planned.Decisions).ToValueList(),
        Kept = planned.Graph.Steps.OfType<Steps.CopyStep>().Any() ? Watched(planned.Decisions).ToValueList() : [],
        Selectors = clone.Objects,
        Include = clone.Include,
        LastRun = planned.Decisions.LastRun,
        LeftOut = LaterSelection.Of(clone.Objects, clone.Include, planned.Decisions.Source, Identities(planned.Decisions)).ToValueList(),
        Objects =
        [
            .. planned.Decisions.Objects.Select(item => Watch(item, planned.Decisions, new(clone.Include.Owners, clone.Include.Privileges))),
            .. Surroundings.Of(planned.Decisions.Target, Identities(planned.Decisions))
                .Select(item => Watch(item.Identity, planned.Decisions, new(clone.Include.Owners, clone.Include.Privileges), null)),
        ],
        Graph = planned.Graph,
    };

    private static IEnumerable<WatchedRows> Watched(ResolvedClone clone) => clone.Tables.Concat(clone.Configuration)
        .Where(table => table is { Action: RowAction.Unchanged, SourceDigest: not null })
        .Select(table => new WatchedRows(table.Rows, table.SourceDigest!));

    private static HashSet<ObjectIdentity> Identities(ResolvedClone clone) => [.. clone.Objects.Select(item => item.Identity)];

    private static WatchedObject Watch(ObjectDecision item, ResolvedClone clone, AccessCheck access) =>
        Watch(item.Identity, clone, access, item.Action == Steps.ObjectAction.Skip ? null : item.Desired) with
        {
            IsChanged = item.IsMade || item.Action == Steps.ObjectAction.Alter,
        };

    private static WatchedObject Watch(ObjectIdentity item, ResolvedClone clone, AccessCheck access, CatalogObject? desired)
    {
        var (source, target) = (clone.Source.Objects.GetValueOrDefault(item), clone.Target.Objects.GetValueOrDefault(item));
        return new(item, Definition(source), Definition(target), Definition(desired))
        {
            SourceAccess = Access(source), TargetAccess = Access(target), DesiredAccess = Access(desired),
        };

        string? Access(CatalogObject? item) => item is null ? null : access.FingerprintOf(item);
    }

    private static string? Definition(CatalogObject? item) => item is null ? null : Fingerprint.Of(item);
}
