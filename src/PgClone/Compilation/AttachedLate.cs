using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Table;
using PgClone.Resolution;
using PgClone.Steps;

namespace PgClone.Compilation;

/// <summary>
/// New partitions of tables that stand. They are filled and indexed first: attaching one then finds its indexes instead of making others.
/// </summary>
internal sealed class AttachedLate
{
    /// <summary>The part of such a partition that attaches it.</summary>
    public const string Part = "attach";

    private readonly DatabaseCatalog _source;
    private readonly HashSet<ObjectIdentity> _late;

    public AttachedLate(ResolvedClone clone)
    {
        _source = clone.Source;
        var made = clone.Objects.Where(item => item.IsMade).Select(item => item.Identity).ToHashSet();
        Tables = [.. clone.Objects.Where(item => item.IsMade).Select(item => item.Desired).OfType<TableObject>()
            .Where(table => table.PartitionOf is { Parent: var parent } && !made.Contains(new(TableKind.Word, parent.Schema, parent.Name)))];
        _late = Tables.Select(table => table.Identity).ToHashSet();
    }

    /// <summary>The partitions, in the order of the clone's objects.</summary>
    public IReadOnlyList<TableObject> Tables { get; }

    /// <summary>True for such a partition.</summary>
    public bool Contains(ObjectIdentity table) => _late.Contains(table);

    /// <summary>True for what belongs to such a partition.</summary>
    public bool OwnerOf(CatalogObject item) => item.Owner is { } owner && _late.Contains(owner);

    /// <summary>The steps that attach the table of a member, or one above it.</summary>
    public IEnumerable<StepId> Above(CatalogObject member) => member.Owner is not { } owner || _late.Count == 0 || _source.Objects.GetValueOrDefault(owner) is not TableObject table ? []
        : _source.WithAncestors(table).Where(above => _late.Contains(above.Identity))
            .Select(above => new ChangeObject { Action = ObjectAction.Alter, Identity = above.Identity, Part = Part, Statements = [] }.Id);
}
