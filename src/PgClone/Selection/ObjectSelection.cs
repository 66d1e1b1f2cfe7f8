using PgClone.Diagnostics;
using PgClone.Plans;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Subscription;
using PgClone.Postgres.LargeObjects;
using PgClone.Postgres.Sql;

namespace PgClone.Selection;

/// <summary>
/// Decides which objects of the source a clone takes: those that selectors name, what belongs to them, without what the include switches turn
/// off. Whatever is needed and not taken is an error, never a clone with holes.
/// </summary>
public sealed class ObjectSelection
{
    private static readonly string[] Always = ["schema", "extension", "language", "transform", "access method"];

    private readonly CloneDefinition _clone;
    private readonly DatabaseCatalog _source;
    private readonly DiagnosticBag _diagnostics;
    private readonly List<SelectorMatch> _selectors;
    private readonly HashSet<ObjectIdentity> _selected = [];
    private readonly HashSet<ObjectIdentity> _unnamed = [];
    private readonly List<string> _notes = [];
    private readonly ILookup<ObjectIdentity, Dependency> _needs;

    private ObjectSelection(CloneDefinition clone, DatabaseCatalog source, DiagnosticBag diagnostics)
    {
        _clone = clone;
        _source = source;
        _diagnostics = diagnostics;
        _selectors = [.. clone.Objects.Select(selector => new SelectorMatch(selector))];
        _needs = source.Dependencies.ToLookup(edge => edge.Dependent);
    }

    /// <summary>The selection; what is wrong with it is told to <paramref name="diagnostics"/>.</summary>
    public static SelectedObjects Select(CloneDefinition clone, DatabaseCatalog source, DiagnosticBag diagnostics)
    {
        var selection = new ObjectSelection(clone, source, diagnostics);
        selection.SelectStanding();
        selection.LeaveOutSubscriptions();
        var columns = new ColumnSelection(clone, source, diagnostics);
        selection.SelectMembers();
        selection.LeaveOutWithColumns(columns);
        selection.CloseOverNeedsAndCasts(new(source, selection._selectors));
        columns.CheckFamilies(selection._selected, diagnostics);
        var leftOut = selection.SelectUnsupported();
        var largeObjects = selection.SelectLargeObjects();
        selection.ReportUnused();
        var shapes = new SelectedShapes(clone, selection._selected.Select(identity => source.Objects[identity]), columns);
        return new()
        {
            Objects = shapes.Of(diagnostics),
            LargeObjects = largeObjects,
            Unnamed = selection._unnamed,
            LeftOut = leftOut,
            Notes = selection._notes.ToValueList(),
        };
    }

    private void SelectStanding() => _selected.UnionWith(_source.Objects.Values
        .Where(item => item.Owner is null && !Accompaniment.Concerns(item.Identity.Kind))
        .Where(item => _clone.Include.Takes(item.Identity.Kind) && IsMatched(item.Identity))
        .Select(item => item.Identity));

    /// <summary>One that came along unasked could take changes from the source's, so it wants a word of its own.</summary>
    private void LeaveOutSubscriptions()
    {
        if (_clone.Include.Subscriptions) return;
        foreach (var item in _source.OfType<SubscriptionObject>().Select(item => item.Identity).Where(IsMatched).Order())
            _notes.Add($"{item} is left out; include: {{ subscriptions: true }} would clone it, disabled and without a slot");
    }

    private bool IsMatched(ObjectIdentity item)
    {
        var matched = false;
        // The last match wins; every selector is asked, so that it knows whether it matches anything.
        foreach (var selector in _selectors)
            if (selector.Matches(item)) matched = !selector.Selector.Negated;
        return matched;
    }

    private void SelectMembers()
    {
        foreach (var item in _source.Objects.Values.Where(item => item.Owner is { } owner && _selected.Contains(owner)))
        {
            var excluded = _selectors.Where(selector => selector.Matches(item.Identity)).LastOrDefault() is { Selector.Negated: true };
            if (_clone.Include.Takes(item.Identity.Kind) && !excluded) _selected.Add(item.Identity);
        }
    }

    private void LeaveOutWithColumns(ColumnSelection columns)
    {
        foreach (var (gone, column) in columns.Dependents(_selected))
        {
            _selected.Remove(gone);
            _notes.Add($"{gone} is left out: it needs {column}, which is not copied");
        }
    }

    /// <summary>True for a kind of which what is needed comes along without being named.</summary>
    public static bool ComesUnnamed(string kind) => Always.Contains(kind);

    private void CloseOverNeedsAndCasts(Accompaniment casts)
    {
        _selected.UnionWith(casts.With(_selected));
        CloseOverNeeds();
        // What dependencies brought in has casts of its own; nothing it needs can be missing.
        while (_clone.IncludeDependencies && casts.With(_selected) is { Count: > 0 } more)
        {
            _selected.UnionWith(more);
            CloseOverNeeds();
        }
    }

    private void CloseOverNeeds()
    {
        var queue = new Queue<(ObjectIdentity Item, string Path)>(_selected.Order().Select(item => (item, item.ToString())));
        var missing = new HashSet<ObjectIdentity>();
        while (queue.TryDequeue(out var next))
            foreach (var needed in _needs[next.Item].Select(edge => edge.Referenced).Distinct().Where(needed => !_selected.Contains(needed)))
            {
                // A switch that turns a kind off leaves out whole objects; their members never need them.
                if (IsOwnedBy(next.Item, needed)) continue;
                if (Always.Contains(needed.Kind) || _clone.IncludeDependencies)
                {
                    foreach (var item in WithMembers(needed))
                    {
                        if (!_selected.Add(item)) continue;
                        _unnamed.Add(item);
                        queue.Enqueue((item, $"{next.Path} → {item}"));
                    }
                }
                else if (missing.Add(needed))
                {
                    _diagnostics.Error(DiagnosticCodes.NeededNotSelected, $"{next.Path} needs {needed}, which is not selected", _clone.Location,
                        $"add \"{needed.QualifiedName}\" to objects, exclude \"{next.Item.QualifiedName}\", or say dependencies: include");
                }
            }
    }

    private static bool IsOwnedBy(ObjectIdentity owner, ObjectIdentity member) =>
        member.Member is not null && member.Schema == owner.Schema && member.Name == owner.Name;

    private IEnumerable<ObjectIdentity> WithMembers(ObjectIdentity item) =>
        _source.Objects.Values.Where(member => member.Owner == item && _clone.Include.Takes(member.Identity.Kind)).Select(member => member.Identity).Prepend(item);

    private bool SelectLargeObjects()
    {
        foreach (var some in _selectors.Select(selector => selector.Selector).Where(selector => selector.Kind == LargeObjectSet.Kind && !selector.Pattern.TakesEverything))
            _diagnostics.Error(DiagnosticCodes.BadSelector, $"\"{some.Text}\" picks some large objects, and they are cloned all or none", some.Location,
                $"write \"{(some.Negated ? "!" : "")}{LargeObjectSet.Kind}:*\"");
        var matched = false;
        // One that names their kind where there are none matches nothing; what means all objects also means those that must go from the target.
        foreach (var selector in _selectors.Where(selector => _source.LargeObjects.Count > 0 || selector.Selector is { Kind: null } or { Optional: true }))
            if (selector.MatchesLargeObjects()) matched = !selector.Selector.Negated;
        return matched;
    }

    private ValueList<UnsupportedObject> SelectUnsupported()
    {
        var found = _source.Unsupported.Where(item =>
        {
            var matched = false;
            foreach (var selector in _selectors)
                if (selector.Matches(item)) matched = !selector.Selector.Negated;
            return matched;
        }).ToValueList();
        if (found.Count > 0 && _clone.Unsupported == UnsupportedAction.Error)
            _diagnostics.Error(DiagnosticCodes.UnsupportedObjects, $"cannot be cloned yet: {string.Join(", ", found)}", _clone.Location,
                "exclude them, or say unsupported: skip to clone everything else");
        return found;
    }

    private void ReportUnused()
    {
        var needed = _selectors.Where(selector => !selector.Used && !selector.Selector.Optional);
        foreach (var selector in needed.Where(selector => selector.Selector.Kind is not { } kind || CatalogKinds.Words.Contains(kind)))
            _diagnostics.Error(DiagnosticCodes.SelectorMatchesNothing, $"\"{selector.Selector.Text}\" matches nothing on the source", selector.Selector.Location,
                NearestName.DidYouMean(selector.Selector.Pattern.Pattern, _source.Objects.Keys.Where(item => item.Member is null).Select(item => item.QualifiedName))
                ?? "correct it, or mark it optional: true");
    }
}
