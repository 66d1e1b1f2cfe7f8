using PgClone.Postgres.Catalog;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Rows;
using PgClone.State;

namespace PgClone.Resolution;

/// <summary>
/// Says of which tables the ledger knows enough for the transaction numbers of their rows to tell what changed. All that could make it err, from another mask
/// to a server that was put back to yesterday, makes it say no: then the rows themselves are compared.
/// </summary>
/// <param name="ledger">What is known.</param>
/// <param name="catalogs">Both sides.</param>
/// <param name="now">The moments of both snapshots; null where they cannot be told.</param>
/// <param name="keyId">Tells the key of the masks; null for none.</param>
internal sealed class RowHistory(Ledger ledger, (DatabaseCatalog Source, DatabaseCatalog Target) catalogs, (Moment? Source, Moment? Target) now, string? keyId)
{
    /// <summary>What is known of the rows of a table; null where it proves nothing.</summary>
    public KnownRows? Of(RowSet rows) =>
        now is { Source: { } source, Target: { } target } && rows.IsTraceable && IsHeap(rows, catalogs.Source) && IsHeap(rows, catalogs.Target)
        && ledger.Rows.TryGetValue(rows.Table, out var known)
        && known.Origin.Definition == RowOrigin.DefinitionOf(rows, keyId)
        && known.Origin.File == catalogs.Source.Sizes.GetValueOrDefault(rows.Table).File && source.Follows(known.Origin.Moment)
        && known.File == catalogs.Target.Sizes.GetValueOrDefault(rows.Table).File && target.IsOf(known.System, known.Database)
        && (known.Kept.Since is not { } since || target.Sees(since)) && known.Kept.Written.All(target.Sees)
            ? known : null;

    private static bool IsHeap(RowSet rows, DatabaseCatalog catalog) => catalog.Table(rows.Table) is { AccessMethod: null or "heap" };
}
