using PgClone.Postgres.Catalog.Index;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Constraint;

/// <summary>A constraint of a table.</summary>
public sealed record ConstraintObject : CatalogObject
{
    /// <summary>What it asserts.</summary>
    public required ConstraintType Type { get; init; }

    /// <summary>The word for the kind of table it is on.</summary>
    public required string RelationKind { get; init; }

    /// <summary>What follows CONSTRAINT name, as pg_get_constraintdef prints it, NOT VALID included.</summary>
    public required string Definition { get; init; }

    /// <summary>False for NOT VALID: rows that were there are not checked.</summary>
    public required bool IsValid { get; init; }

    /// <summary>False for NOT ENFORCED, which checks nothing and has no triggers (18 and later).</summary>
    public bool IsEnforced => !Definition.EndsWith(" NOT ENFORCED", StringComparison.Ordinal);

    /// <summary>True on a partitioned table: its index is made without those of the partitions, which are attached.</summary>
    public required bool IsOnPartitioned { get; init; }

    /// <summary>False when it only comes from a parent.</summary>
    public required NotCompared<bool> IsLocal { get; init; }

    /// <summary>True for a foreign key that a partition has from its parent: no object of its own before the partition is detached.</summary>
    public NotCompared<bool> ComesFromAbove { get; init; }

    /// <summary>The columns it constrains, in their order; empty for a CHECK on none.</summary>
    public required ValueList<string> Columns { get; init; }

    /// <summary>The table that a foreign key refers to.</summary>
    public required QualifiedName? References { get; init; }

    /// <summary>The columns that a foreign key refers to, in the order of <see cref="Columns"/>; empty for others.</summary>
    public required ValueList<string> ReferencedColumns { get; init; }

    /// <summary>The operators by which a foreign key compares, that of the referenced table to the left: <c>OPERATOR(pg_catalog.=)</c>.</summary>
    public required NotCompared<ValueList<string>> EqualityOperators { get; init; }

    /// <summary>True for a foreign key whose last column is a PERIOD: it must be covered by the referenced ones, not equal one (18 and later).</summary>
    public bool HasPeriod => Type == ConstraintType.ForeignKey && Definition.Contains(", PERIOD ", StringComparison.Ordinal);

    /// <summary>True for a key whose last column may not overlap that of another row with the same values before it (18 and later).</summary>
    public bool ForbidsOverlaps => Type is ConstraintType.PrimaryKey or ConstraintType.Unique && Definition.Contains(" WITHOUT OVERLAPS)", StringComparison.Ordinal);

    /// <summary>What the index behind a primary key, unique or exclusion constraint carries.</summary>
    public required IndexSettings? Index { get; init; }

    /// <summary>True for a key that is made of an index that stands: <see cref="UnfinishedIndex"/>, which gets the name of the key.</summary>
    public bool TakesIndex { get; init; }

    /// <summary>The text of COMMENT ON INDEX for the index behind it; that on the constraint is another.</summary>
    public required string? IndexComment { get; init; }

    /// <inheritdoc/>
    public override ObjectIdentity? Owner => new(RelationKind, Identity.Schema, Identity.Name);

    /// <inheritdoc/>
    public override int OldestVersion => Type switch
    {
        ConstraintType.NotNull => 18,
        ConstraintType.ForeignKey or ConstraintType.Check when !IsEnforced => 18,
        ConstraintType.ForeignKey when HasPeriod => 18,
        ConstraintType.ForeignKey when Definition.Contains("SET NULL (", StringComparison.Ordinal) || Definition.Contains("SET DEFAULT (", StringComparison.Ordinal) => 15,
        ConstraintType.PrimaryKey or ConstraintType.Unique when ForbidsOverlaps => 18,
        ConstraintType.Unique when Definition.Contains("NULLS NOT DISTINCT", StringComparison.Ordinal) => 15,
        _ => base.OldestVersion,
    };

    /// <summary>A CHECK is tested as the rows arrive; all others, and what is NOT VALID, come after them.</summary>
    public override bool FollowsRows => Type != ConstraintType.Check || !IsValid;

    /// <summary>False for a CHECK with NO INHERIT, which binds its table alone.</summary>
    public bool IsInherited => !Definition.Contains(" NO INHERIT", StringComparison.Ordinal);

    /// <summary>The clause for inside CREATE TABLE.</summary>
    public string Clause => $"CONSTRAINT {Quoted} {Definition}";

    /// <summary>
    /// True for a key that can be made of an index. A partitioned table takes none, and that of one without overlaps is not a unique index (ALTER TABLE in the manual).
    /// </summary>
    public bool CanUseIndex => Type is (ConstraintType.PrimaryKey or ConstraintType.Unique) && !IsOnPartitioned && !ForbidsOverlaps;

    /// <inheritdoc/>
    protected override string SqlAddress => $"CONSTRAINT {Quoted} ON {Table.Sql}";

    /// <inheritdoc/>
    protected override string DependentAddress => $"INDEX {IndexName.Sql}";

    /// <summary>The table it is on.</summary>
    public QualifiedName Table => new(Identity.Schema!, Identity.Name);

    private string Quoted => Identifier.Quote(Identity.Member!);

    private QualifiedName IndexName => new(Identity.Schema!, Identity.Member!);

    // Only foreign keys and checks reach the children by themselves; a key is made child by child and attached.
    private string Only => Index is null ? "" : "ONLY ";

    private Hazard Hazard => Type == ConstraintType.ForeignKey ? Hazard.BlocksWrites : Hazard.BlocksReads;

    /// <inheritdoc/>
    public override IEnumerable<Statement> Drop() =>
        [new($"ALTER TABLE {Table.Sql} DROP CONSTRAINT {Quoted}", Hazard.BlocksReads)];

    /// <summary>What gives the constraint, its index, and a check also of the tables below, another name.</summary>
    public Statement Rename(string name) => new($"ALTER TABLE {Table.Sql} RENAME CONSTRAINT {Quoted} TO {Identifier.Quote(name)}", Hazard.BlocksReads);

    /// <inheritdoc/>
    public override Placement? Placement => Index?.Place;

    /// <inheritdoc/>
    public override CatalogObject At(Placement placement) => this with { Index = Index! with { Place = placement } };

    /// <inheritdoc/>
    public override CatalogObject WithoutComments() => this with { Comment = null, IndexComment = null };

    /// <summary>The same constraint with its index not yet attached: ATTACH PARTITION of the table finds it and attaches it.</summary>
    public ConstraintObject Detached() => Index is null ? this : this with { Index = Index with { AttachedTo = null } };

    /// <summary>The same constraint, of the table of the same name in another schema.</summary>
    public ConstraintObject In(string schema) => this with { Identity = Identity with { Schema = schema } };

    /// <summary>The same constraint, valid, as it is before the rows that are there were tested.</summary>
    public ConstraintObject Untested() => this with { IsValid = false, Definition = $"{Definition} NOT VALID" };

    /// <summary>The index of a key that <see cref="CanUseIndex"/>, before anything says that it is one. A run may end there: its name says whose it is.</summary>
    public ObjectIdentity UnfinishedIndex => new(IndexObject.Word, Identity.Schema, Identity.Name) { Member = IndexObject.UnfinishedName(Identity.Member!) };

    /// <summary>What makes <see cref="UnfinishedIndex"/>.</summary>
    public IEnumerable<Statement> CreateUnfinishedIndex()
    {
        var (columns, nulls) = (Definition[Word.Length..^Timing.Length], Word[TypeWord.Length..].TrimEnd());
        var create = $"CREATE UNIQUE INDEX {Identifier.Quote(UnfinishedIndex.Member!)} ON {Table.Sql} {columns}{nulls}{RelationOptions.With(Index!.Options)}";
        return Index.Place.Around(new(create, Hazard.BlocksWrites));
    }

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() =>
    [
        .. TakesIndex ? [UseIndex] : Index is null ? [Add] : Index.Place.Around(Add),
        .. Index?.Apply(Table, IndexName, withOptions: !TakesIndex) ?? [],
        .. IndexComment is null ? Array.Empty<Statement>() : [DescribeIndex()],
    ];

    private Statement Add => new($"ALTER TABLE {Only}{Table.Sql} ADD {Clause}", Hazard);

    private Statement UseIndex => new(
        $"ALTER TABLE {Only}{Table.Sql} ADD CONSTRAINT {Quoted} {TypeWord} USING INDEX {Identifier.Quote(UnfinishedIndex.Member!)}{Timing}", Hazard.BlocksReads);

    // PRIMARY KEY or UNIQUE [NULLS NOT DISTINCT], columns, what is included, and when it is tested: what pg_get_constraintdef prints.
    private string TypeWord => Type == ConstraintType.PrimaryKey ? "PRIMARY KEY" : "UNIQUE";

    private string Word => Definition[..Definition.IndexOf('(', StringComparison.Ordinal)];

    private string Timing => Definition[(Definition.LastIndexOf(')') + 1)..];

    private Statement DescribeIndex() => $"COMMENT ON INDEX {IndexName.Sql} IS {Literal.Quote(IndexComment)}";

    /// <inheritdoc/>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired)
    {
        var wanted = (ConstraintObject)desired;
        if (wanted.Index is not null && this with { Comment = wanted.Comment, Index = wanted.Index, IndexComment = wanted.IndexComment } == wanted)
        {
            return Index!.Change(wanted.Index, Table, IndexName) is { } changes
                ? [.. changes, .. IndexComment == wanted.IndexComment ? Array.Empty<Statement>() : [wanted.DescribeIndex()]] : null;
        }

        if (wanted.IsValid && this with { Comment = wanted.Comment } == wanted.Untested())
            return [$"ALTER TABLE {Table.Sql} VALIDATE CONSTRAINT {Quoted}"];
        return null;
    }
}
