using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;
using PgClone.Steps;

namespace PgClone.Resolution;

/// <summary>
/// Tells which merges can be done with the foreign keys in place, each row checked as any other: rows come to a table before they come to those that refer to it,
/// and leave it after them. Where that order does not exist, or would not be enough, the foreign keys of the table go first and come back when all rows are there.
/// So does by itself each that is NOT VALID, and each check that is so on the source: rows may contradict it there, and it would refuse them as they come.
/// </summary>
internal sealed class MergeOrder
{
    private readonly TableFamilies _families;
    private readonly IReadOnlyDictionary<QualifiedName, TableDecision> _tables;
    private readonly DatabaseCatalog _target;
    private readonly List<ConstraintObject> _keys;
    private readonly List<ConstraintObject> _refusing;
    private readonly List<ConstraintObject> _checks;
    private readonly UniqueKeys _uniques;
    private readonly ColumnTraits _traits;

    public MergeOrder(DatabaseCatalog target, IReadOnlyDictionary<QualifiedName, TableDecision> tables, IReadOnlyDictionary<ObjectIdentity, ObjectDecision> decisions)
    {
        _target = target;
        _tables = tables;
        _families = new(target);
        _uniques = new(target);
        _traits = new(target.Types);
        var keys = target.OfType<ConstraintObject>().Where(key => key is { Type: ConstraintType.ForeignKey, References: not null, IsEnforced: true })
            .ToLookup(key => !key.IsValid || MayBeContradicted(key));
        (_keys, _refusing) = ([.. keys[false]], [.. keys[true]]);
        _checks = target.OfType<ConstraintObject>()
            .Where(check => check is { Type: ConstraintType.Check or ConstraintType.NotNull, IsLocal.Value: true, IsEnforced: true } && MayBeContradicted(check)).ToList();

        bool MayBeContradicted(ConstraintObject item) =>
            decisions.GetValueOrDefault(item.Identity) is { Action: not ObjectAction.Skip, Desired: ConstraintObject { IsValid: false } };
    }

    /// <summary>The foreign keys and checks that may refuse rows which the source has, and that would see some come; and why they are made again.</summary>
    public IEnumerable<(ObjectIdentity Key, string Reason)> Refusing
    {
        get
        {
            var merged = _tables.Values.Where(table => table.Action == RowAction.Merge).Select(table => _families.Root(table.Rows.Table)).ToHashSet();
            var filled = _tables.Values.Where(table => table is { IsFilled: true, Exchanged.Count: 0 }).Select(table => _families.Root(table.Rows.Table)).ToHashSet();
            return _refusing.Where(key => merged.Contains(_families.Root(key.Table)) || merged.Contains(_families.Root(key.References!.Value)))
                .Concat(_checks.Where(check => filled.Contains(_families.Root(check.Table))))
                .Select(item => (item.Identity, "is not valid, and may refuse rows that come"));
        }
    }

    /// <summary>The merged tables whose foreign keys must be out of the way.</summary>
    public HashSet<QualifiedName> Obstructed()
    {
        var merged = _tables.Values.Where(table => table.Action == RowAction.Merge).ToList();
        var circles = Circles([.. merged.Select(table => _families.Root(table.Rows.Table))]);
        return [.. merged.Where(IsObstructed).Select(table => table.Rows.Table)];

        bool IsObstructed(TableDecision table)
        {
            var root = _families.Root(table.Rows.Table);
            var incoming = _keys.Where(key => _families.Root(key.References!.Value) == root).ToList();
            if (incoming.Count == 0) return circles.Contains(root);
            var hasChildren = _families.WithDescendants(root).Skip(1).Any();
            return circles.Contains(root)
                // Without a key no row is updated where it stands.
                || !table.Rows.IsKeyed
                || incoming.Any(key => !IsCared(key.Table))
                // Another unique value may pass from a row that leaves to one that comes; only a superuser can let it while others refer to them,
                // and to no such value.
                || (_uniques.HasOthers(table.Rows.Table) && !(_target.Roles.IsSuperuser && incoming.All(key => key.ReferencedColumns.ToHashSet().SetEquals(table.Rows.Key))))
                || incoming.Any(key => _families.Root(key.Table) == root && (hasChildren || key.Definition.Contains(" RESTRICT", StringComparison.Ordinal)))
                || incoming.Any(Acts)
                || _target.Table(table.Rows.Table)!.ColumnsNobodySets().Any(column => !table.Rows.Key.Contains(column));
        }
    }

    /// <summary>
    /// True when rows that refer to a key change, or are refused, as soon as that is written otherwise, which an equal value can be: 5.00 for 5. The server
    /// compares bytes there (ri_KeysEqual in src/backend/utils/adt/ri_triggers.c).
    /// </summary>
    private bool Acts(ConstraintObject key) => key.Definition.Contains(" ON UPDATE ", StringComparison.Ordinal)
        && key.ReferencedColumns.Any(name => _target.Table(key.References!.Value)?.Columns.FirstOrDefault(column => column.Name == name) is not { } column
            || !_traits.IsExactWhenEqual(column.TypeOid.Value, column.Collation));

    /// <summary>True when the rows of the referring table, all of its family, are those of the source afterwards.</summary>
    private bool IsCared(QualifiedName referring) => _families.WithDescendants(_families.Root(referring)).All(member =>
        _tables.TryGetValue(member, out var table) ? table.Action != RowAction.None : _target.Table(member) is { HoldsRows: false });

    /// <summary>The families that refer to each other in a circle of two and more.</summary>
    private HashSet<QualifiedName> Circles(HashSet<QualifiedName> roots)
    {
        var references = _keys.Select(key => (From: _families.Root(key.Table), To: _families.Root(key.References!.Value)))
            .Where(edge => edge.From != edge.To && roots.Contains(edge.From) && roots.Contains(edge.To)).ToLookup(edge => edge.From, edge => edge.To);
        return [.. roots.Where(root => Reach.From(references[root], table => references[table]).Contains(root))];
    }
}
