using PgClone.Postgres.Catalog.ColumnDefault;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.Index;
using PgClone.Postgres.Catalog.Schema;
using PgClone.Postgres.Catalog.Sequence;
using PgClone.Postgres.Catalog.Table;

namespace PgClone.Postgres.Catalog;

/// <summary>
/// The registry of object kinds, in the order in which objects are created where nothing else decides. A new kind is a folder and a line here.
/// </summary>
public static class CatalogKinds
{
    /// <summary>Every kind that is read and written.</summary>
    public static IReadOnlyList<CatalogKind> All { get; } =
    [
        new SchemaKind(),
        new TableKind(),
        new SequenceKind(),
        new ColumnDefaultKind(),
        new ConstraintKind(),
        new IndexKind(),
    ];

    private static readonly Dictionary<string, int> Ranks =
        All.Select((kind, rank) => (kind.Name, rank)).ToDictionary(pair => pair.Name, pair => pair.rank, StringComparer.Ordinal);

    /// <summary>The place of a kind in the order of creation, smaller first.</summary>
    public static int Rank(string kind) => Ranks[kind];
}
