using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.Table;

/// <summary>Ordinary and partitioned tables.</summary>
public sealed class TableKind : CatalogKind
{
    /// <summary>The word for it; what belongs to a table names its owner with it.</summary>
    public const string Word = "table";

    /// <inheritdoc/>
    public override string Name => Word;

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.Relation;

    /// <summary>True for the kinds whose objects are <see cref="TableObject"/>: this one and that of foreign tables.</summary>
    public static bool IsTable(string kind) => kind is Word or ForeignTableKind.Word;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => TableRelation.Query(version, "'r', 'p'");

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => TableRelation.Read(row, Name);
}
