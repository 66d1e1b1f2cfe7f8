using PgClone.Plans;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.DefaultPrivileges;
using PgClone.Postgres.Catalog.Index;
using PgClone.Postgres.Catalog.MaterializedView;
using PgClone.Postgres.Catalog.Sequence;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Sql;

namespace PgClone.Selection;

/// <summary>
/// The selected objects as the clone wants them: without the columns that are left out, and without what says that something comes along which does not.
/// </summary>
internal sealed class SelectedShapes
{
    private readonly CloneDefinition _clone;
    private readonly Dictionary<ObjectIdentity, CatalogObject> _selected;
    private readonly ColumnSelection _columns;
    private readonly HashSet<ObjectIdentity> _identified = [];
    private readonly HashSet<ObjectIdentity> _clustered = [];

    public SelectedShapes(CloneDefinition clone, IEnumerable<CatalogObject> selected, ColumnSelection columns)
    {
        _clone = clone;
        _selected = selected.ToDictionary(item => item.Identity);
        _columns = columns;
        foreach (var item in _selected.Values)
        {
            if (SettingsOf(item) is not { } settings) continue;
            if (settings.IsReplicaIdentity) _identified.Add(item.Owner!.Value);
            if (settings.IsClustered) _clustered.Add(item.Owner!.Value);
        }
    }

    /// <summary>All of them.</summary>
    public IEnumerable<CatalogObject> All => _selected.Values.Select(item => _clone.Include.Comments ? Shape(item) : Shape(item).WithoutComments());

    private CatalogObject Shape(CatalogObject item) => item switch
    {
        TableObject table => table with
        {
            Columns = table.Columns.Where(column => _columns.Keeps(table.Name, column.Name)).ToValueList(), Marks = Shape(item, table.Marks),
        },
        MaterializedViewObject view => view with { Marks = Shape(item, view.Marks) },
        SequenceObject { OwnedBy: { } owner } sequence when !_selected.ContainsKey(new(TableKind.Word, owner.Table.Schema, owner.Table.Name))
            || !_columns.Keeps(owner.Table, owner.Column) => sequence with { OwnedBy = null },
        // An index attaches to the partitioned one only where that comes along.
        IndexObject { Settings.AttachedTo: not null } index when !_clone.Include.Indexes => index.Detached(),
        ConstraintObject { Index.AttachedTo: not null } constraint when !_clone.Include.Constraints => constraint.Detached(),
        DefaultPrivilegesObject privileges => privileges.For(_clone.Roles.NameOf(privileges.Role)),
        _ => item,
    };

    // The index that would have the mark may be left out.
    private RelationMarks Shape(CatalogObject item, RelationMarks marks) => new(
        marks.ReplicaIdentity == RelationMarks.ByIndex && !_identified.Contains(item.Identity) ? RelationMarks.Default : marks.ReplicaIdentity,
        marks.IsClustered && _clustered.Contains(item.Identity));

    private static IndexSettings? SettingsOf(CatalogObject item) => item switch
    {
        IndexObject index => index.Settings,
        ConstraintObject constraint => constraint.Index,
        _ => null,
    };
}
