using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Sql;

namespace PgClone.Resolution;

/// <summary>A table that stands below others than it should, as partition or child, and how it comes where it belongs with its rows.</summary>
internal sealed record Membership
{
    /// <summary>The table as it was found.</summary>
    public required TableObject Current { get; init; }

    /// <summary>The table of the source.</summary>
    public required TableObject Desired { get; init; }

    /// <summary>The parents that it keeps.</summary>
    public required ValueList<QualifiedName> Kept { get; init; }

    /// <summary>True when its NOT NULLs get their names only while it is below no other table.</summary>
    public required bool LeavesForNames { get; init; }

    /// <summary>The tables that it leaves; the partitioned table also where only the bound is another.</summary>
    public ValueList<QualifiedName> Left => Current.Above.Where(parent => !Kept.Contains(parent)).ToValueList();

    /// <summary>The tables that it comes below.</summary>
    public ValueList<QualifiedName> Joined => Desired.Above.Skip(Kept.Count).ToValueList();

    /// <summary>The statements that come before all drops.</summary>
    public IEnumerable<Statement> Leave => Current.Leave(Left);

    /// <summary>The statements that come when rows and members are as they should be.</summary>
    public IEnumerable<Statement> Join => Desired.Join(Joined);

    /// <summary>What happens to it, in words.</summary>
    public string Reason => (Current.PartitionOf, Desired.PartitionOf) switch
    {
        _ when LeavesForNames && Current.Above == Desired.Above => $"leaves {string.Join(", ", Current.Above)} for a moment: a NOT NULL that is inherited gets another name",
        ({ } from, { } to) when from.Parent == to.Parent => $"other bounds in {to.Parent}",
        ({ } from, { } to) => $"moves from {from.Parent} to {to.Parent}",
        ({ } from, null) => $"no partition of {from.Parent} any more",
        (null, { } to) => $"becomes a partition of {to.Parent}",
        _ when Current.Parents == Desired.Parents => "leaves its parents for a moment: what it has from them is its own too",
        _ when Left.Order().SequenceEqual(Joined.Order()) => "its parents in another order",
        _ => string.Join(", ", [.. Left.Select(parent => $"no child of {parent} any more"), .. Joined.Select(parent => $"becomes a child of {parent}")]),
    };

    /// <summary>The change of a table that stands; null where it is where it should be.</summary>
    /// <param name="current">The table of the target.</param>
    /// <param name="desired">That of the source.</param>
    /// <param name="leavesForNames">True when its NOT NULLs get their names only while it is below no other table.</param>
    public static Membership? Between(TableObject current, TableObject desired, bool leavesForNames)
    {
        var leavesForMoment = leavesForNames || MustLeaveToOwn(current, desired);
        if (current.PartitionOf == desired.PartitionOf && current.Parents == desired.Parents && !leavesForMoment) return null;
        var keeps = current.PartitionOf is null && desired.PartitionOf is null && !leavesForMoment;
        return new() { Current = current, Desired = desired, Kept = keeps ? CommonStart(current.Parents, desired.Parents).ToValueList() : [], LeavesForNames = leavesForNames };
    }

    /// <summary>True for a child whose inherited columns should be its own too, as pg_dump sees them: those that it had before it became a child.</summary>
    private static bool MustLeaveToOwn(TableObject current, TableObject desired) =>
        current.Parents.Count > 0 && current.Parents == desired.Parents
        && (from mine in current.Columns join theirs in desired.Columns on mine.Name equals theirs.Name where !mine.IsLocal.Value && theirs.IsLocal.Value select mine).Any();

    /// <summary>The first parents wanted that are there in their order: INHERIT puts the others behind them.</summary>
    private static IEnumerable<QualifiedName> CommonStart(ValueList<QualifiedName> current, ValueList<QualifiedName> desired)
    {
        var place = -1;
        foreach (var parent in desired)
        {
            place = current.Index().Where(item => item.Item == parent && item.Index > place).Select(item => (int?)item.Index).FirstOrDefault() ?? current.Count;
            if (place == current.Count) yield break;
            yield return parent;
        }
    }

    /// <summary>
    /// True when the table ends as that of the source is. INHERIT leaves what the child declared its own, so what it has from new parents alone cannot be
    /// had that way (MergeAttributesIntoExisting in src/backend/commands/tablecmds.c); of partitions nothing is.
    /// </summary>
    public bool LeadsThere(DatabaseCatalog source)
    {
        if (Desired.PartitionOf is not null || Joined.Count == 0) return true;
        var kept = Kept.Select(source.Table).OfType<TableObject>().ToList();
        var keptColumns = kept.SelectMany(parent => parent.Columns).ToLookup(column => column.Name, StringComparer.Ordinal);
        var own = Desired.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        return Joined.Select(source.Table).OfType<TableObject>().SelectMany(parent => parent.Columns).All(IsOwn)
            && Checks(source, Joined).ExceptBy(Checks(source, Kept).Select(check => check.Identity.Member), check => check.Identity.Member)
                .All(check => source.Objects.ContainsKey(On(Desired, check).Identity));

        bool IsOwn(Column column) => own.TryGetValue(column.Name, out var mine)
            && (keptColumns.Contains(column.Name) || mine.IsLocal.Value)
            && (mine.NotNullConstraint.Value is null || mine.NotNullIsLocal.Value
                || !column.NotNullReachesChildren || keptColumns[column.Name].Any(other => other.NotNullReachesChildren));
    }

    /// <summary>The checks that children of some tables have from them.</summary>
    public static IEnumerable<ConstraintObject> Checks(DatabaseCatalog catalog, IEnumerable<QualifiedName> parents)
    {
        var above = parents.Select(catalog.Table).OfType<TableObject>().SelectMany(catalog.WithAncestors).Select(table => table.Name).ToHashSet();
        return catalog.OfType<ConstraintObject>()
            .Where(check => check is { Type: ConstraintType.Check, IsInherited: true } && above.Contains(check.Table))
            .DistinctBy(check => check.Identity.Member);
    }

    /// <summary>A constraint of a table above as that of the table itself.</summary>
    public static ConstraintObject On(TableObject table, ConstraintObject constraint) => (ConstraintObject)constraint.WithoutComments() with
    {
        Identity = constraint.Identity with { Schema = table.Name.Schema, Name = table.Name.Name }, RelationKind = table.Identity.Kind, IsLocal = true, ComesFromAbove = false,
    };
}
