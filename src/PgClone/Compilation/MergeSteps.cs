using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Sql;
using PgClone.Resolution;
using PgClone.Steps;

namespace PgClone.Compilation;

/// <summary>
/// Makes the steps that merge rows into tables, in the order that the foreign keys which stay in place ask for: rows come after those that they refer to,
/// and go after those that refer to them.
/// </summary>
internal sealed class MergeSteps
{
    private readonly ResolvedClone _clone;
    private readonly TableFamilies _families;
    private readonly List<ConstraintObject> _keys;
    private readonly ILookup<QualifiedName, TableDecision> _merged;
    private readonly HashSet<QualifiedName> _referenced;
    private readonly UniqueKeys _uniques;

    public MergeSteps(ResolvedClone clone)
    {
        _clone = clone;
        _families = new(clone.Renamed);
        _uniques = new(clone.Renamed);
        var gone = clone.Objects.Where(item => item.IsGone).Select(item => item.Identity).ToHashSet();
        var keys = clone.Renamed.OfType<ConstraintObject>().Where(key => key is { Type: ConstraintType.ForeignKey, References: not null, IsEnforced: true });
        _keys = [.. keys.Where(key => !gone.Contains(key.Identity))];
        _merged = clone.Tables.Where(table => table.Action == RowAction.Merge).ToLookup(table => _families.Root(table.Rows.Table));
        _referenced = [.. _keys.Select(key => _families.Root(key.References!.Value))];
    }

    /// <summary>The steps, in the order of names.</summary>
    public IEnumerable<Step> Steps => _merged.SelectMany(family => family.SelectMany(table => StepsOf(family.Key, table))).OrderBy(step => step.Id.Value, StringComparer.Ordinal);

    /// <summary>The steps after which a table holds its rows and no others; none when it is not merged.</summary>
    public IEnumerable<StepId> IdsOf(QualifiedName table)
    {
        var root = _families.Root(table);
        return _merged[root].Where(merged => merged.Rows.Table == table).SelectMany(_ => Ids(root, table));
    }

    private IEnumerable<StepId> Ids(QualifiedName root, QualifiedName table) =>
        _referenced.Contains(root) ? [MergeRows.For(table), DeleteGoneRows.For(table)] : [MergeRows.For(table)];

    private IEnumerable<Step> StepsOf(QualifiedName root, TableDecision table)
    {
        var name = table.Rows.Table;
        var here = _clone.Renamed.Table(name)!;
        // What the definitions have made of the table by then, not what it was when it was planned.
        var (lift, restore) = ((TableObject)_clone.Source.Objects[new(TableKind.Word, name.Schema, name.Name)]).LiftForcedRowSecurity();
        var isReferenced = _referenced.Contains(root);
        var fixedColumns = here.ColumnsNobodySets().ToValueList();
        var merge = new MergeRows
        {
            Rows = table.Rows,
            Wanted = table.SourceRows!.Value,
            Choice = table.Choice,
            Newer = table.Change is { } change ? new(change.Known.Origin.Moment.Oldest, change.Target.Rows, change.Known.Kept) { Pages = change.Source.Pages } : null,
            Replaced = table.TargetDigest,
            InChoice = table.TargetRows!.Value,
            IsReferenced = isReferenced,
            Changed = (isReferenced, _uniques.HasOthers(name)) switch
            {
                (true, true) => ChangedRows.UpdatedOrReplaced,
                (false, true) => ChangedRows.Replaced,
                _ => fixedColumns.All(table.Rows.Key.Contains) ? ChangedRows.Updated : ChangedRows.Replaced,
            },
            Fixed = fixedColumns,
            Before = lift,
            Afterwards = restore,
            Bytes = table.MovedBytes,
            Locks = [new(root, LockMode.AccessExclusive)],
            After = [.. Parents(root).SelectMany(parent => _merged[parent]).Select(parent => MergeRows.For(parent.Rows.Table))],
        };
        yield return table.Choice is null ? merge : merge.Between(table.SourceDigest!, table.TargetDigest!);
        if (!merge.IsReferenced) yield break;
        yield return new DeleteGoneRows
        {
            Rows = table.Rows, Before = merge.Before, Afterwards = merge.Afterwards, Locks = merge.Locks,
            After = [merge.Id, .. Children(root).SelectMany(child => _merged[child].SelectMany(item => Ids(child, item.Rows.Table)))],
        };
    }

    private IEnumerable<QualifiedName> Parents(QualifiedName root) =>
        _keys.Where(key => _families.Root(key.Table) == root).Select(key => _families.Root(key.References!.Value)).Where(parent => parent != root).Distinct();

    private IEnumerable<QualifiedName> Children(QualifiedName root) =>
        _keys.Where(key => _families.Root(key.References!.Value) == root).Select(key => _families.Root(key.Table)).Where(child => child != root).Distinct();
}
