using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Sql;
using PgClone.Resolution;
using PgClone.Steps;

namespace PgClone.Compilation;

/// <summary>
/// New partitions of tables that stand, and tables that stand and come below others. They are filled and indexed first: attaching one then finds its
/// indexes instead of making others, and rows that fit.
/// </summary>
internal sealed class AttachedLate
{
    /// <summary>The part of such a partition that attaches it.</summary>
    public const string Part = "attach";

    private readonly DatabaseCatalog _source;
    private readonly HashSet<ObjectIdentity> _late;
    private readonly TableFamilies _families;

    public AttachedLate(ResolvedClone clone)
    {
        _source = clone.Source;
        var made = clone.Objects.Where(item => item.IsMade).Select(item => item.Identity).ToHashSet();
        Tables = [.. clone.Objects.Where(item => item.IsMade).Select(item => item.Desired).OfType<TableObject>()
            .Where(table => table.PartitionOf is { Parent: var parent } && !made.Contains(new(TableKind.Word, parent.Schema, parent.Name)))
            .Select(table => (table, table.Attach().ToValueList(), default(ValueList<ObjectIdentity>))),
            .. clone.Objects.Where(item => item.Action == ObjectAction.Alter && item.Changes.Any(change => change.Joins))
                .Select(item => ((TableObject)item.Desired!, item.Changes.Where(change => change.Joins).ToValueList(), item.Along))];
        _late = Tables.Select(item => item.Table.Identity).ToHashSet();
        _families = new(clone.Source);
    }

    /// <summary>The tables with what puts them below others and what these take along, in the order of the clone's objects.</summary>
    public IReadOnlyList<(TableObject Table, ValueList<Statement> Statements, ValueList<ObjectIdentity> Along)> Tables { get; }

    /// <summary>True for such a partition.</summary>
    public bool Contains(ObjectIdentity table) => _late.Contains(table);

    /// <summary>True for what belongs to such a partition.</summary>
    public bool OwnerOf(CatalogObject item) => item.Owner is { } owner && _late.Contains(owner);

    /// <summary>The steps that attach the table of a member, or one above it.</summary>
    public IEnumerable<StepId> Above(CatalogObject member)
    {
        if (member.Owner is not { } owner || _late.Count == 0 || _source.Objects.GetValueOrDefault(owner) is not TableObject table) return [];
        return _source.WithAncestors(table).Where(above => _late.Contains(above.Identity)).Select(above => StepOf(above.Identity));
    }

    /// <summary>The steps that attach a table or those below it.</summary>
    public IEnumerable<StepId> Below(QualifiedName table) => _late.Count == 0 ? []
        : _families.WithDescendants(table).Select(_source.Table).OfType<TableObject>().Where(below => _late.Contains(below.Identity)).Select(below => StepOf(below.Identity));

    /// <summary>
    /// The tables whose rows must be right before one is attached: its own, those that its foreign keys from above refer to, and those of a default partition, which
    /// has given up by then what is not its own.
    /// </summary>
    public IEnumerable<QualifiedName> RowsBefore(TableObject table)
    {
        var above = _source.WithAncestors(table).Select(parent => parent.Name).ToHashSet();
        var referenced = _source.OfType<ConstraintObject>().Where(key => key.References is not null && above.Contains(key.Table)).Select(key => key.References!.Value);
        var others = _source.OfType<TableObject>()
            .Where(other => other.PartitionOf is { Bound: "DEFAULT" } partition && partition.Parent == table.PartitionOf?.Parent)
            .Select(other => other.Name);
        return referenced.Concat(others).Prepend(table.Name).SelectMany(_families.WithDescendants).Distinct();
    }

    private static StepId StepOf(ObjectIdentity table) => new ChangeObject { Action = ObjectAction.Alter, Identity = table, Part = Part, Statements = [] }.Id;
}
