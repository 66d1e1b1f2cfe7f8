using Npgsql;
using PgClone.Diagnostics;
using PgClone.Masks;
using PgClone.Plans;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Access;
using PgClone.Postgres.Catalog.Index;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;
using PgClone.Selection;
using PgClone.State;
using PgClone.Steps;

namespace PgClone.Resolution;

/// <summary>
/// The two servers of one clone, from the first look to the last row: one snapshot of the source serves catalog, digests and copies.
/// </summary>
public sealed class CloneSession : IAsyncDisposable
{
    private CloneSession(ClonePair databases, ReadSession source, ReadSession? target)
    {
        Databases = databases;
        Source = source;
        Target = target;
    }

    /// <summary>Source and target.</summary>
    public ClonePair Databases { get; }

    /// <summary>The session that keeps the source's snapshot.</summary>
    public ReadSession Source { get; private set; }

    /// <summary>A session on the target; null when the database does not exist yet.</summary>
    public ReadSession? Target { get; private set; }

    /// <summary>Connects to both sides. A target that does not exist is fine when the plan may create it.</summary>
    public static async Task<CloneSession> OpenAsync(ClonePair databases, CancellationToken cancellation)
    {
        var source = await OpenSourceAsync(databases, cancellation);
        try
        {
            return new(databases, source, await OpenTargetAsync(databases, cancellation));
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }

    /// <summary>When the source was read; null before it was, and where that cannot be told.</summary>
    public Moment? SourceMoment { get; private set; }

    /// <summary>As <see cref="SourceMoment"/>, of the target; null also where it does not exist yet.</summary>
    public Moment? TargetMoment { get; private set; }

    /// <summary>
    /// Reads and decides everything about the clone; null when the bag holds errors. Both catalogs are read at once, then the rows of tables that
    /// stand on both sides are compared: by their transaction numbers where the ledger knows what they were, else value by value.
    /// </summary>
    /// <param name="clone">The clone.</param>
    /// <param name="jobs">How many sessions may work at the same time on each side.</param>
    /// <param name="trust">How far the ledger is believed about rows.</param>
    /// <param name="diagnostics">Told what is wrong.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<ResolvedClone?> ResolveAsync(CloneDefinition clone, int jobs, RowTrust trust, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (Target is not null && await SameDatabase.IsSameAsync(Source, Target, cancellation))
        {
            diagnostics.Error(DiagnosticCodes.TargetIsSource, $"source and target of clone '{clone.Name}' are the same database", clone.Location,
                "a clone never writes to its source: name another target");
            return null;
        }

        var (source, target, ledger) = await ReadCatalogsAsync(cancellation);
        CreateDatabase? create = Target is not null ? null
            : new() { Name = Databases.Target.Name, Statement = source.Properties.Create(Databases.Target.Name, OwnerOf(clone, source, target)) };
        // A database that is about to be made belongs to whom CREATE DATABASE says.
        if (create is not null) target = target with { Properties = target.Properties with { Owner = OwnerOf(clone, source, target) ?? target.Roles.Current } };
        var resolver = new CloneResolver(clone, (source, target), ledger, diagnostics);
        if (diagnostics.HasErrors) return null;
        await SourceAccess.CheckAsync(clone, [.. resolver.WantedRows, .. resolver.WantedConfiguration], Source, diagnostics, cancellation);
        if (diagnostics.HasErrors) return null;
        await new RowSetProbe(clone, Source, diagnostics).CheckAsync([.. resolver.Rows, .. resolver.Configuration], resolver.MaskExtremes, cancellation);
        if (!diagnostics.HasErrors) await new ForeignKeyProbe(clone, source, resolver).CheckAsync(Source, diagnostics, cancellation);
        if (!diagnostics.HasErrors && Target is not null) await TargetAccess.CheckAsync(clone, resolver, Target, diagnostics, cancellation);
        if (!diagnostics.HasErrors && Target is not null) await new RowsThatStay(clone, resolver).CheckAsync(Source, Target, diagnostics, cancellation);
        if (diagnostics.HasErrors) return null;
        var history = new RowHistory(ledger, (source, target), (SourceMoment, TargetMoment), clone.Masks?.Key is { } key ? MaskKey.Id(key) : null);
        if (await CountAsync() is not { } counts) return null;
        var largeObjects = await resolver.LargeObjects.DecideAsync(Source, Target, diagnostics, cancellation);
        var shapes = new Dictionary<QualifiedName, TableShape>();
        foreach (var table in resolver.Reloaded(counts)) shapes[table] = await TableShape.ReadAsync(table, Target!.Connection, cancellation);
        if (resolver.Resolve(counts, shapes, largeObjects, create) is not { } resolved) return null;
        await new MaskedChecks(clone, resolved, Source, diagnostics).CheckAsync(cancellation);
        await new MaskedKeys(clone, resolved, Source, diagnostics).CheckAsync(cancellation);
        return diagnostics.HasErrors ? null : resolved;

        async Task<RowCounts?> CountAsync()
        {
            try
            {
                return await new RowCounter(this, resolver, (source, target), jobs).CountAsync(history, trust, cancellation);
            }
            catch (UnreadableRowsException error) when (source.Table(error.Table) is { } table && TableRules.Rows(clone, table, source) is { } filter)
            {
                diagnostics.Error(DiagnosticCodes.BadFilter, ServerMessage.Of(error), filter.WhereLocation ?? filter.Location,
                    "write a filter that holds or does not for every row of the table");
                return null;
            }
        }
    }

    /// <summary>The tables that a clone fills whatever rows are in them, as both sides stand: no row is read. What is wrong with the clone is not told.</summary>
    public async Task<IReadOnlyCollection<QualifiedName>> ClaimedAsync(CloneDefinition clone, CancellationToken cancellation)
    {
        var (source, target, ledger) = await ReadCatalogsAsync(cancellation);
        return [.. new CloneResolver(clone, (source, target), ledger, new()).Claimed];
    }

    /// <summary>
    /// Who shall own a database that is made: as on the source where owners are cloned and the role is there. The superuser of one server is nobody on another.
    /// </summary>
    private static string? OwnerOf(CloneDefinition clone, DatabaseCatalog source, DatabaseCatalog target)
    {
        var owner = clone.Roles.NameOf(source.Properties.Owner);
        return clone.Include.Owners && source.Properties.Owner != source.Roles.Bootstrap && owner != target.Roles.Current && target.Roles.Names.Contains(owner) ? owner : null;
    }

    /// <summary>Writes down which rows the tables of a run hold, between the catalogs that were read last.</summary>
    /// <param name="catalogs">Source and target.</param>
    /// <param name="keyId">Tells the key of the masks; null for none.</param>
    public RowJournal Journal((DatabaseCatalog Source, DatabaseCatalog Target) catalogs, string? keyId) =>
        new(Target is null || TargetMoment is not null ? SourceMoment : null, TargetMoment, (catalogs.Source.Sizes, catalogs.Target.Sizes), keyId);

    /// <summary>Of tables that are equal, those of the source's rows that are too young to be known by the number of the moment.</summary>
    public async Task<IReadOnlyList<(RowSet Rows, long Count, RowDigest Young)>> WithYoungAsync(
        IReadOnlyList<(RowSet Rows, long Count)> equal, RowJournal journal, int jobs, CancellationToken cancellation)
    {
        var young = await new TableScan(Databases.Source, Source, jobs).DigestsAsync(
            equal.Select(item => journal.Young(item.Rows)).OfType<RowSet>().Select(rows => (rows.Table, rows.SourceDigest(1))), _ => 0, cancellation);
        return [.. equal.Select(item => (item.Rows, item.Count, young.GetValueOrDefault(item.Rows.Table, RowDigest.Empty)))];
    }

    /// <summary>
    /// Ends the transaction on the target: whoever read a table holds a lock on it, which would keep the run from altering it.
    /// </summary>
    public async Task ReleaseTargetAsync()
    {
        if (Target is not null) await Target.DisposeAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        if (Target is not null) await Target.DisposeAsync();
    }

    /// <summary>Both catalogs and the ledger; an empty target where the database does not exist yet.</summary>
    public async Task<(DatabaseCatalog Source, DatabaseCatalog Target, Ledger Ledger)> ReadCatalogsAsync(CancellationToken cancellation)
    {
        var source = ReadSourceAsync(cancellation);
        if (Target is null)
        {
            var only = await source;
            return (only, await AbsentAsync(only.Properties with { Name = Databases.Target.Name }, cancellation), Ledger.None);
        }

        var target = ReadTargetAsync(Target, cancellation);
        // When one fails the other ends first: its connection is about to be closed.
        await Task.WhenAll(source, target);
        var (ledger, catalog) = await target;
        // What a run was cut off at is ours too, though it never came to be what the ledger would know.
        var unfinished = catalog.OfType<IndexObject>().Where(index => index.IsUnfinished).Select(index => new LedgerObject(index.Identity, Fingerprint.Of(index), null));
        return (await source, catalog, ledger.With([.. unfinished]));
    }

    /// <summary>Looks at the target once more: a sentence for each thing that is no longer as the clone was planned for.</summary>
    public async Task<IReadOnlyList<string>> MovedOnTargetAsync(SavedClone clone, DatabaseCatalog source, int jobs, CancellationToken cancellation)
    {
        if (await OpenTargetAsync(Databases, cancellation) is not { } again) return [.. Staleness.Of(clone, source, await AbsentAsync(source.Properties, cancellation))];
        var (session, catalog) = await CatalogReader.ReadAsync(Databases.Target, again, cancellation);
        await using var closing = session;
        var moved = Staleness.Of(clone, source, catalog).ToList();
        return moved.Count > 0 ? moved : await MovedRows.OnTargetAsync(clone, Databases.Target, (session, catalog), jobs, cancellation);
    }

    private async Task<DatabaseCatalog> ReadSourceAsync(CancellationToken cancellation)
    {
        (Source, var catalog) = await CatalogReader.ReadAsync(Databases.Source, Source, cancellation);
        SourceMoment = await Moment.ReadAsync(Source, cancellation);
        return catalog;
    }

    private async Task<(Ledger Ledger, DatabaseCatalog Catalog)> ReadTargetAsync(ReadSession target, CancellationToken cancellation)
    {
        (Target, var catalog) = await CatalogReader.ReadAsync(Databases.Target, target, cancellation);
        TargetMoment = await Moment.ReadAsync(Target, cancellation);
        return (await LedgerStore.ReadAsync(Target, cancellation), catalog);
    }

    /// <summary>The target as CREATE DATABASE will make it.</summary>
    private async Task<DatabaseCatalog> AbsentAsync(DatabaseProperties properties, CancellationToken cancellation)
    {
        await using var maintenance = await Databases.Maintenance.ReadAsync(null, cancellation);
        return DatabaseCatalog.Empty(
            maintenance.Version, properties, await ServerRolesReader.ReadAsync(maintenance, cancellation), await ServerTablespacesReader.ReadAsync(maintenance, cancellation));
    }

    private static async Task<ReadSession> OpenSourceAsync(ClonePair databases, CancellationToken cancellation)
    {
        try
        {
            return await databases.Source.ReadAsync(null, cancellation);
        }
        catch (NpgsqlException error)
        {
            throw new UnreachableDatabaseException("source", databases.Source, error);
        }
    }

    private static async Task<ReadSession?> OpenTargetAsync(ClonePair databases, CancellationToken cancellation)
    {
        try
        {
            return await databases.Target.ReadAsync(null, cancellation);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InvalidCatalogName && databases.MayCreate)
        {
            return null;
        }
        catch (NpgsqlException error)
        {
            throw new UnreachableDatabaseException("target", databases.Target, error);
        }
    }
}
