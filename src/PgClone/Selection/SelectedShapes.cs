using PgClone.Diagnostics;
using PgClone.Plans;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.DefaultPrivileges;
using PgClone.Postgres.Catalog.ForeignData;
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

    /// <summary>All of them. Two that are named after roles become one where these are one role on the target, which <paramref name="diagnostics"/> is told.</summary>
    public Dictionary<ObjectIdentity, CatalogObject> Of(DiagnosticBag diagnostics)
    {
        var shapes = new Dictionary<ObjectIdentity, CatalogObject>();
        foreach (var (identity, item) in _selected)
        {
            var shaped = _clone.Include.Comments ? Shape(item) : Shape(item).WithoutComments();
            if (!shapes.TryAdd(shaped.Identity, shaped))
                diagnostics.Error(DiagnosticCodes.Contradiction, $"{shaped.Identity} would be made twice: roles.map gives two roles of the source that name", _clone.Location,
                    $"exclude one of both, as with \"!{identity.Kind}:{identity.Address}\", or map them to different roles");
        }

        return shapes;
    }

    private CatalogObject Shape(CatalogObject item) => item switch
    {
        TableObject table => table with
        {
            Columns = table.Columns.Where(column => _columns.Keeps(table.Name, column.Name)).ToValueList(), Marks = Shape(item, table.Marks),
        },
        MaterializedViewObject view => view with { Marks = Shape(item, view.Marks) },
        SequenceObject { OwnedBy: { } owner } sequence when !IsSelected(owner.Table)
            || !_columns.Keeps(owner.Table, owner.Column) => sequence with { OwnedBy = null },
        // An index attaches to the partitioned one only where that comes along.
        IndexObject { Settings.AttachedTo: not null } index when !_clone.Include.Indexes => index.Detached(),
        ConstraintObject { Index.AttachedTo: not null } constraint when !_clone.Include.Constraints => constraint.Detached(),
        UserMappingObject { Role: { } role } mapping => mapping.For(_clone.Roles.NameOf(role)),
        DefaultPrivilegesObject privileges => privileges.For(_clone.Roles.NameOf(privileges.Role)),
        _ => item,
    };

    private bool IsSelected(QualifiedName table) =>
        _selected.ContainsKey(new(TableKind.Word, table.Schema, table.Name)) || _selected.ContainsKey(new(ForeignTableKind.Word, table.Schema, table.Name));

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
