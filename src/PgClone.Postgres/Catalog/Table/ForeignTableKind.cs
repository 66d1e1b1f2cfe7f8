using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.Table;

/// <summary>Foreign tables: tables like others, but for the server that has their rows.</summary>
public sealed class ForeignTableKind : CatalogKind
{
    /// <summary>The word for it.</summary>
    public const string Word = "foreign table";

    /// <inheritdoc/>
    public override string Name => Word;

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.Relation;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => TableRelation.Query(version, "'f'");

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => TableRelation.Read(row, Name);
}
