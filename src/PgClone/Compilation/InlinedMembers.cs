using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.ColumnDefault;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Sql;
using PgClone.Resolution;
using PgClone.Steps;

namespace PgClone.Compilation;

/// <summary>
/// Finds the defaults and checks that can stand inside CREATE TABLE: those that need nothing but their table. All others are set once what
/// they need exists, so that a default that calls a function of the table's own row type is no loop.
/// </summary>
internal sealed class InlinedMembers
{
    private readonly ILookup<ObjectIdentity, CatalogObject> _byTable;
    private readonly HashSet<ObjectIdentity> _members;
    private readonly DatabaseCatalog _source;
    private readonly ILookup<QualifiedName, ConstraintObject> _standing;

    public InlinedMembers(ResolvedClone clone)
    {
        var needsMore = clone.Source.Dependencies
            .Where(edge => edge.Dependent.Member is not null && !TableKind.IsTable(edge.Referenced.Kind))
            .Select(edge => edge.Dependent).ToHashSet();
        var parents = clone.Source.OfType<TableObject>().SelectMany(table => table.Parents).ToHashSet();
        var made = clone.Objects.Where(item => item.IsMade).ToDictionary(item => item.Identity, item => item.Desired!);
        var inlined = clone.Objects
            .Where(item => item.Action is ObjectAction.Create or ObjectAction.Replace && item.Desired!.Owner is { } owner
                && made.GetValueOrDefault(owner) is TableObject table && CanStandInside(item.Desired, table, parents.Contains(table.Name)) && !needsMore.Contains(item.Identity))
            .Select(item => item.Desired!).ToList();
        _byTable = inlined.ToLookup(item => item.Owner!.Value);
        _members = inlined.Select(item => item.Identity).ToHashSet();
        _source = clone.Source;
        _standing = clone.Objects.Where(item => _members.Contains(item.Identity) || item.Action is ObjectAction.Unchanged or ObjectAction.Alter)
            .Select(item => item.Desired).OfType<ConstraintObject>()
            .Where(check => check.Type == ConstraintType.Check && check.IsInherited).ToLookup(check => check.Table);
    }

    /// <summary>
    /// The checks that a child which is made alone needs before it is told its parents: those that the parents have by then. What they get later reaches
    /// the child as well.
    /// </summary>
    public IEnumerable<ConstraintObject> FromParents(TableObject table)
    {
        if (!table.IsMadeAlone) return [];
        var own = _byTable[table.Identity].OfType<ConstraintObject>().Select(check => check.Identity.Member).ToHashSet();
        return _source.WithAncestors(table).Skip(1).SelectMany(parent => _standing[parent.Name]).DistinctBy(check => check.Identity.Member)
            .Where(check => !own.Contains(check.Identity.Member)).Select(check => (ConstraintObject)check.WithoutComments());
    }

    /// <summary>What stands inside a table.</summary>
    public IReadOnlyCollection<CatalogObject> Of(ObjectIdentity table) => [.. _byTable[table]];

    /// <summary>True for an object that needs no step of its own.</summary>
    public bool Contains(ObjectIdentity member) => _members.Contains(member);

    private static bool CanStandInside(CatalogObject item, TableObject table, bool isParent) => item switch
    {
        // A child does not list the columns of its parents, and must not take over, or quarrel about, their defaults.
        ColumnDefaultObject => table.Parents.Count == 0 && !isParent,
        // Inside CREATE TABLE a check merges with the one of the same name that a parent has; ADD CONSTRAINT would be refused.
        ConstraintObject constraint => constraint is { Type: ConstraintType.Check, IsValid: true },
        _ => false,
    };
}
