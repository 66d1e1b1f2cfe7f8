using System.Text.RegularExpressions;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Extension;
using PgClone.Postgres.Sql;

namespace PgClone.Resolution;

/// <summary>
/// Extensions that are in another schema on the target, and can be moved there. What uses them is as it should be once they are: it refers to their
/// members, and only the names under which it prints them are others.
/// </summary>
internal sealed class ExtensionMoves
{
    private readonly HashSet<ObjectIdentity> _users = [];
    private readonly Regex? _schemas;

    public ExtensionMoves(DatabaseCatalog source, DatabaseCatalog target)
    {
        var moves = target.OfType<ExtensionObject>().Where(extension => extension.IsRelocatable.Value)
            .Select(extension => (Here: extension, There: source.Objects.GetValueOrDefault(extension.Identity) as ExtensionObject))
            .Where(pair => pair.There is { } there && there.MemberSchema != pair.Here.MemberSchema).ToList();
        if (moves.Count == 0) return;
        var moved = moves.Select(pair => pair.Here.Identity).ToHashSet();
        _users = target.Dependencies.Where(edge => moved.Contains(edge.Referenced)).Select(edge => edge.Dependent).ToHashSet();
        var schemas = moves.SelectMany(pair => new[] { pair.Here.MemberSchema, pair.There!.MemberSchema }).Distinct().Select(name => Regex.Escape(Identifier.Quote(name)));
        _schemas = new($@"(?<![\w""$.])({string.Join('|', schemas)})\.", RegexOptions.CultureInvariant);
    }

    /// <summary>True when an object of the target differs from the one wanted by the schema of an extension that it uses, and by nothing else.</summary>
    public bool Explain(CatalogObject desired, CatalogObject current) => _users.Contains(current.Identity)
        && _schemas!.Replace(desired.Script(), "") == _schemas.Replace(current.Script(), "");
}
