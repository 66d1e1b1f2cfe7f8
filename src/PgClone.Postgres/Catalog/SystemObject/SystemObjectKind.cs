using PgClone.Postgres.Catalog.Access;
using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.SystemObject;

/// <summary>What initdb made and whose privileges somebody changed: functions and tables of pg_catalog, languages.</summary>
public sealed class SystemObjectKind : CatalogKind
{
    /// <summary>The word for it.</summary>
    public const string Word = "system object";

    /// <inheritdoc/>
    public override string Name => Word;

    /// <summary>None: they are rows of many.</summary>
    public override uint Catalog => 0;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => AccessQueries.SystemObjects;

    /// <inheritdoc/>
    public override ObjectKey Key(CatalogRow row) => new(row.Oid("catalog"), row.Oid("oid"));

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row)
    {
        var granted = new GrantedObject(row.Text("word"), row.OptionalText("schema"), row.Text("name"), row.OptionalText("arguments"));
        return new SystemObject { Identity = new(Name, null, granted.Sql), Granted = granted };
    }
}
