using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Enum;
using PgClone.Postgres.Sql;
using PgClone.State;

namespace PgClone.Resolution;

/// <summary>Whatever names a label of an enum names it anew, by itself, once the label is renamed: it needs no change of its own.</summary>
internal sealed class RenamedLabels(DatabaseCatalog source, DatabaseCatalog target, Ledger ledger)
{
    private readonly List<(string From, string To)> _constants = [.. source.OfType<EnumObject>().Where(item => ledger.Manages(item.Identity))
        .SelectMany(item => target.Objects.GetValueOrDefault(item.Identity) is EnumObject current ? current.RenamedIn(item).Select(pair => (Constant(item, pair.From), Constant(item, pair.To))) : [])];

    /// <summary>True when nothing but new names of labels makes two objects differ.</summary>
    public bool MakeAlike(CatalogObject current, CatalogObject desired) => _constants.Count > 0 && current is not EnumObject
        && _constants.Aggregate(current.Script(), (script, pair) => script.Replace(pair.From, pair.To, StringComparison.Ordinal)) == desired.Script();

    private static string Constant(EnumObject item, string label) => $"{Literal.Quote(label)}::{new QualifiedName(item.Identity.Schema!, item.Identity.Name).Sql}";
}
