using System.Text.RegularExpressions;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Enum;
using PgClone.Postgres.Catalog.Routine;
using PgClone.Postgres.Sql;
using PgClone.State;

namespace PgClone.Resolution;

/// <summary>
/// Whatever names a label of an enum names it anew, by itself, once the label is renamed: it needs no change of its own. Not so the bodies of functions, which are text.
/// </summary>
internal sealed class RenamedLabels(DatabaseCatalog source, DatabaseCatalog target, Ledger ledger)
{
    private readonly Dictionary<string, string> _constants = source.OfType<EnumObject>()
        .Where(item => ledger.Manages(item.Identity))
        .SelectMany(item => target.Objects.GetValueOrDefault(item.Identity) is EnumObject current
            ? current.RenamedIn(item).Select(pair => (From: Constant(item, pair.From), To: Constant(item, pair.To)))
            : [])
        .ToDictionary(pair => pair.From, pair => pair.To, StringComparer.Ordinal);

    /// <summary>True when nothing but new names of labels makes two objects differ.</summary>
    public bool MakeAlike(CatalogObject current, CatalogObject desired) => _constants.Count > 0 && current is not EnumObject and not RoutineObject
        && Constants.Replace(current.Script(), found => _constants[found.Value]) == desired.Script();

    // All at once: labels may exchange their names. The name of another type may begin with that of this one.
    private Regex Constants => new($"({string.Join('|', _constants.Keys.Select(Regex.Escape))})(?![\\w$.\"\\[])", RegexOptions.CultureInvariant);

    private static string Constant(EnumObject item, string label) => $"{Literal.Quote(label)}::{new QualifiedName(item.Identity.Schema!, item.Identity.Name).Sql}";
}
