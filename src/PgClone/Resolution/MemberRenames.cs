using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.Index;
using PgClone.Postgres.Sql;
using PgClone.Selection;
using PgClone.State;
using PgClone.Steps;

namespace PgClone.Resolution;

/// <summary>
/// Finds indexes and constraints of ours that differ from new ones of the source by their names alone, and those that lost the name under which we made
/// them. They are renamed, before anything else is compared: dropping them would be much work, and what a partition has from above cannot be dropped at all.
/// </summary>
internal sealed class MemberRenames
{
    private readonly DatabaseCatalog _target;
    private readonly Ledger _ledger;
    private readonly Dictionary<ObjectIdentity, CatalogObject> _renamed = [];
    private readonly HashSet<QualifiedName> _relations;

    public MemberRenames(SelectedObjects selected, DatabaseCatalog source, DatabaseCatalog target, Ledger ledger)
    {
        _target = target;
        _ledger = ledger;
        _relations = target.Objects.Values.SelectMany(RelationNames.Of).ToHashSet();
        var goes = target.Objects.Values.Where(item => CanBeRenamed(item) && !selected.Objects.ContainsKey(item.Identity) && !source.Objects.ContainsKey(item.Identity))
            .OrderByDescending(item => ledger.Manages(item.Identity)).ThenBy(item => item.Identity).ToLookup(item => item.Owner!.Value);
        foreach (var wanted in selected.Objects.Values.Where(item => CanBeRenamed(item) && !target.Objects.ContainsKey(item.Identity)).OrderBy(item => item.Identity))
            if (goes[wanted.Owner!.Value].FirstOrDefault(item => IsTheSame(item, wanted)) is { } found) _renamed[found.Identity] = wanted;
        LeaveBrokenFamilies();
        Steps = [.. _renamed.Where(pair => !ComesFromAbove(pair.Key)).OrderBy(pair => pair.Key)
            .Select(pair => new RenameMember { From = pair.Key, To = pair.Value.Identity, Statement = Rename(target.Objects[pair.Key], pair.Value.Identity.Member!) })];
    }

    /// <summary>The renames to do; what partitions and children have from above is renamed along.</summary>
    public IReadOnlyList<RenameMember> Steps { get; }

    /// <summary>The former identity by the new one.</summary>
    public IReadOnlyDictionary<ObjectIdentity, ObjectIdentity> Former => _renamed.ToDictionary(pair => pair.Value.Identity, pair => pair.Key);

    /// <summary>The target as it is once all is renamed.</summary>
    public DatabaseCatalog Apply()
    {
        if (_renamed.Count == 0) return _target;
        var indexes = _renamed
            .Where(pair => pair.Value is not ConstraintObject { Index: null })
            .ToDictionary(
                pair => new QualifiedName(pair.Key.Schema!, pair.Key.Member!),
                pair => new QualifiedName(pair.Key.Schema!, pair.Value.Identity.Member!));
        return _target with
        {
            Objects = _target.Objects.Values.Select(item => Attached(Renamed(item), indexes)).ToDictionary(item => item.Identity),
            Dependencies = [.. _target.Dependencies.Select(edge => edge with { Dependent = Now(edge.Dependent), Referenced = Now(edge.Referenced) })],
        };
    }

    /// <summary>The ledger as it is once all is renamed; of what had our name it knows that already.</summary>
    public Ledger ApplyToLedger() => _ledger.With([.. _renamed
        .Where(pair => _ledger.Manages(pair.Key))
        .Select(pair => ProvesAlike(_target.Objects[pair.Key], pair.Value)
            ? new LedgerObject(pair.Value.Identity, Fingerprint.Of(pair.Value), Fingerprint.Of(Renamed(_target.Objects[pair.Key])))
            : _ledger.Objects[pair.Key] with { Identity = pair.Value.Identity })]);

    private static bool CanBeRenamed(CatalogObject item) => item is IndexObject or ConstraintObject { Type: not ConstraintType.NotNull };

    private bool IsTheSame(CatalogObject current, CatalogObject desired) => !_renamed.ContainsKey(current.Identity)
        // The ledger knows it by the name that it had, or by the one that it should have and somebody took away.
        && (_ledger.Manages(current.Identity) || _ledger.Manages(desired.Identity))
        && !RelationNames.Of(desired).Any(_relations.Contains)
        && (LooksLike(Named(current, desired.Identity.Member!), desired) || ProvesAlike(current, desired));

    /// <summary>Between versions texts differ; the ledger knows of what the target's was made.</summary>
    private bool ProvesAlike(CatalogObject current, CatalogObject desired) => _ledger.Manages(current.Identity)
        ? _ledger.Proves(Named(desired, current.Identity.Member!), current)
        : _ledger.Proves(desired, Named(current, desired.Identity.Member!));

    // What can be changed in place is no matter here.
    private static bool LooksLike(CatalogObject current, CatalogObject desired) => (current, desired) switch
    {
        (IndexObject one, IndexObject other) => one with { Comment = other.Comment, Settings = other.Settings } == other,
        (ConstraintObject one, ConstraintObject other) => one.Index is null == other.Index is null
            && one with { Comment = other.Comment, Index = other.Index, IndexComment = other.IndexComment } == other,
        _ => false,
    };

    /// <summary>A check that a table has from above has the name it has there: it is renamed with that one or not at all.</summary>
    private void LeaveBrokenFamilies()
    {
        while (_renamed.FirstOrDefault(pair => IsBroken(pair.Key, pair.Value)) is { Value: not null } broken)
            _renamed.Remove(broken.Key);

        bool IsBroken(ObjectIdentity item, CatalogObject wanted) =>
            Above(item).Any(above => _renamed.GetValueOrDefault(above)?.Identity.Member != wanted.Identity.Member);
    }

    private bool ComesFromAbove(ObjectIdentity item) => Above(item).Any();

    private IEnumerable<ObjectIdentity> Above(ObjectIdentity item)
    {
        if (_target.Objects[item] is not ConstraintObject { Type: ConstraintType.Check } check || _target.Table(check.Table) is not { } table) return [];
        return _target.WithAncestors(table).Skip(1)
            .Select(above => item with { Schema = above.Name.Schema, Name = above.Name.Name })
            .Where(above => _target.Objects.GetValueOrDefault(above) is ConstraintObject { Type: ConstraintType.Check });
    }

    private ObjectIdentity Now(ObjectIdentity item) => _renamed.TryGetValue(item, out var wanted) ? wanted.Identity : item;

    private CatalogObject Renamed(CatalogObject item) => _renamed.TryGetValue(item.Identity, out var wanted) ? Named(item, wanted.Identity.Member!) : item;

    private static CatalogObject Named(CatalogObject item, string name) => item switch
    {
        IndexObject index => index.Named(name),
        _ => item with { Identity = item.Identity with { Member = name } },
    };

    private static Statement Rename(CatalogObject item, string name) => item switch
    {
        IndexObject index => index.Rename(name),
        _ => ((ConstraintObject)item).Rename(name),
    };

    private static CatalogObject Attached(CatalogObject item, Dictionary<QualifiedName, QualifiedName> indexes) => item switch
    {
        IndexObject { Settings.AttachedTo: { } parent } index when indexes.TryGetValue(parent, out var now) => index with { Settings = index.Settings with { AttachedTo = now } },
        ConstraintObject { Index: { AttachedTo: { } parent } settings } constraint when indexes.TryGetValue(parent, out var now) =>
            constraint with { Index = settings with { AttachedTo = now } },
        _ => item,
    };
}
