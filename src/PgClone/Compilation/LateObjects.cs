using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Resolution;

namespace PgClone.Compilation;

/// <summary>
/// What is made after the rows: what follows rows by its kind, checks of tables that stand, and what needs such an object, as a view that groups by a primary key.
/// </summary>
internal sealed class LateObjects
{
    private readonly HashSet<ObjectIdentity> _late;

    public LateObjects(ResolvedClone clone)
    {
        var made = clone.Objects.Where(item => item.Desired is not null && item.Action is not Steps.ObjectAction.Unchanged and not Steps.ObjectAction.Skip)
            .ToDictionary(item => item.Identity, item => item.Desired!);
        var newTables = clone.Objects.Where(item => item.IsMade).Select(item => item.Identity).ToHashSet();
        var dependents = clone.Source.Dependencies.Where(edge => made.ContainsKey(edge.Dependent) && made.ContainsKey(edge.Referenced))
            .ToLookup(edge => edge.Referenced, edge => edge.Dependent);
        _late = [.. Reach.From(made.Values.Where(item => item.FollowsRows || TestsRows(item)).Select(item => item.Identity), item => dependents[item])];

        // A table that stands may hold rows that break the check, and that are about to be replaced.
        bool TestsRows(CatalogObject item) => item is ConstraintObject { Type: ConstraintType.Check, Owner: { } table } && !newTables.Contains(table);
    }

    public bool Contains(ObjectIdentity identity) => _late.Contains(identity);
}
