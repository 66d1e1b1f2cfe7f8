using PgClone.Postgres.Catalog.Access;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.ForeignData;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Table;

/// <summary>A table, partitioned or not, with its columns. Defaults, constraints, indexes and triggers are objects of their own.</summary>
public sealed record TableObject : CatalogObject
{
    /// <summary>The columns in their order.</summary>
    public required ValueList<Column> Columns { get; init; }

    /// <summary>True for UNLOGGED.</summary>
    public required bool Unlogged { get; init; }

    /// <summary>The table access method, null for heap and where there is none.</summary>
    public required string? AccessMethod { get; init; }

    /// <summary>Storage parameters, those of the TOAST table with the prefix toast.; in the order in which they were given.</summary>
    public required ValueList<string> Options { get; init; }

    /// <summary>True when row level security is enabled.</summary>
    public required bool RowSecurity { get; init; }

    /// <summary>True when row level security binds the owner too.</summary>
    public required bool ForceRowSecurity { get; init; }

    /// <summary>Its replica identity, and whether it is clustered.</summary>
    public required RelationMarks Marks { get; init; }

    /// <summary>The tablespace.</summary>
    public required Placement Place { get; init; }

    /// <summary>The composite type of a typed table.</summary>
    public required string? OfType { get; init; }

    /// <summary>The strategy and columns of PARTITION BY; null for an ordinary table.</summary>
    public required string? PartitionKey { get; init; }

    /// <summary>Where it belongs when it is a partition.</summary>
    public required Partition? PartitionOf { get; init; }

    /// <summary>The parents it inherits from, in order; empty for partitions.</summary>
    public required ValueList<QualifiedName> Parents { get; init; }

    /// <summary>Where a foreign table has its rows from; null for a table that holds them.</summary>
    public required ForeignSource? Foreign { get; init; }

    /// <summary>The table it is a partition of, or the parents it inherits from.</summary>
    public ValueList<QualifiedName> Above => PartitionOf is { } partition ? [partition.Parent] : Parents;

    /// <summary>Schema and name.</summary>
    public QualifiedName Name => new(Identity.Schema!, Identity.Name);

    /// <summary>What lets the owner fill a table whose policies bind the owner too, and what binds the owner again; nothing for other tables.</summary>
    public (ValueList<Statement> Lift, ValueList<Statement> Restore) LiftForcedRowSecurity() => ForceRowSecurity
        ? ([$"ALTER TABLE ONLY {Name.Sql} NO FORCE ROW LEVEL SECURITY"], [$"ALTER TABLE ONLY {Name.Sql} FORCE ROW LEVEL SECURITY"]) : ([], []);

    /// <summary>The columns that nobody may set once a row stands: identities that are generated always.</summary>
    public IEnumerable<string> ColumnsNobodySets() => Columns.Where(column => column.Identity is { Always: true }).Select(column => column.Name);

    /// <inheritdoc/>
    public override int OldestVersion =>
        Columns.Any(column => column.Generated is { Stored: false } || NotNullStatements.NeedsCatalogue(this, column)) ? 18 : base.OldestVersion;

    /// <summary>True when the table itself holds rows: it is neither partitioned nor foreign.</summary>
    public bool HoldsRows => PartitionKey is null && Foreign is null;

    /// <inheritdoc/>
    protected override IEnumerable<string> Remarks => [.. Marks.Remarks, .. TableStatements.FromParents(this)];

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, Secret>> Secrets => Foreign is null ? []
        : ForeignOptions.Hidden(Foreign.Options).Concat(Columns.SelectMany(column => ForeignOptions.Hidden(column.ForeignOptions, column.SecretPrefix)));

    /// <inheritdoc/>
    protected override string SqlAddress => $"{(Foreign is null ? "" : "FOREIGN ")}TABLE {Name.Sql}";

    /// <inheritdoc/>
    protected override Hazard Lock => Hazard.BlocksReads;

    /// <inheritdoc/>
    protected override string GrantAddress => $"TABLE {Name.Sql}";

    /// <summary>
    /// What makes the table with those defaults and checks inside that can stand there: one statement instead of many. A child that is made without
    /// its parents takes the checks that these have already <paramref name="fromParents"/>.
    /// </summary>
    public IEnumerable<Statement> CreateWith(IReadOnlyCollection<CatalogObject> inlined, IReadOnlyCollection<ConstraintObject> fromParents) =>
        [.. TableStatements.Create(this, inlined, fromParents).Select(WithSecrets), .. CreateComment(), .. inlined.SelectMany(part => part.CreateComment())];

    /// <summary>True when it is made without its parents, and told them afterwards: then it must have their checks already.</summary>
    public bool IsMadeAlone => TableStatements.IsAttachedLater(this);

    /// <summary>The same table in another schema, with the sequences behind its identity columns.</summary>
    public TableObject In(string schema) => this with
    {
        Identity = Identity with { Schema = schema },
        Columns = Columns.Select(column => column.Identity is not { Sequence: var sequence } identity ? column
            : column with { Identity = identity with { Sequence = sequence with { Schema = schema } } }).ToValueList(),
    };

    /// <summary>Moves the table into another schema, and its indexes, constraints and sequences with it.</summary>
    public Statement MoveTo(string schema) => $"ALTER TABLE {Name.Sql} SET SCHEMA {Identifier.Quote(schema)}";

    /// <summary>Attaches the partition to its parent; empty for a table that is none.</summary>
    public IEnumerable<Statement> Attach() => PartitionOf is null
        ? []
        // A default partition is locked and scanned meanwhile.
        : [new($"ALTER TABLE ONLY {PartitionOf.Parent.Sql} ATTACH PARTITION {Name.Sql} {PartitionOf.Bound}", Hazard.BlocksReads)];

    /// <summary>Puts the table that stands below some that it should be below: as their partition, or as a child after those that it has.</summary>
    public IEnumerable<Statement> Join(IEnumerable<QualifiedName> parents)
    {
        var joins = PartitionOf is null
            ? parents.Select(parent => new Statement($"ALTER TABLE {Name.Sql} INHERIT {parent.Sql}", Hazard.BlocksReads))
            : Attach();
        return joins.Select(statement => statement with { Joins = true });
    }

    /// <summary>Takes the table that stands, with all below it, away from some that it is below.</summary>
    public IEnumerable<Statement> Leave(IEnumerable<QualifiedName> parents) => parents.Select(parent => new Statement(PartitionOf is null
        ? $"ALTER TABLE {Name.Sql} NO INHERIT {parent.Sql}" : $"ALTER TABLE ONLY {parent.Sql} DETACH PARTITION {Name.Sql}", Hazard.BlocksReads) { Leaves = true });

    /// <summary>
    /// The table as it is when of those above it only the first <paramref name="kept"/> are left: what came from the others is its own (RemoveInheritance in
    /// src/backend/commands/tablecmds.c). The <paramref name="catalog"/> is the one that the table is of.
    /// </summary>
    public TableObject Below(ValueList<QualifiedName> kept, DatabaseCatalog catalog)
    {
        var above = kept.Select(catalog.Table).OfType<TableObject>().SelectMany(parent => parent.Columns).ToLookup(column => column.Name, StringComparer.Ordinal);
        var spreads = catalog.Version.HasCataloguedNotNull || PartitionKey is not null;
        return this with { PartitionOf = null, Parents = kept, Columns = Columns.Select(column => column.Below(Identity.Name, [.. above[column.Name]], spreads)).ToValueList() };
    }

    /// <inheritdoc/>
    public override bool Holds(Privilege privilege) =>
        (privilege.Column is null || Columns.Any(column => column.Name == privilege.Column))
        && (privilege.On is null || Columns.Any(column => column.Identity?.Sequence is { } sequence
            && sequence.Schema == privilege.On.Schema && sequence.Name == privilege.On.Name));

    /// <inheritdoc/>
    public override Placement? Placement => Place;

    /// <inheritdoc/>
    public override CatalogObject On(ServerVersion version) => version.HasCataloguedNotNull
        ? this with { Columns = Columns.Select(column => column.WithNotNullConstraint(Identity.Name)).ToValueList() } : this;

    /// <inheritdoc/>
    public override CatalogObject At(Placement placement) => this with { Place = placement };

    /// <inheritdoc/>
    public override CatalogObject WithoutComments() =>
        this with { Comment = null, Columns = Columns.Select(column => column.WithoutComments()).ToValueList() };

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() => [.. TableStatements.Create(this, [], []).Select(WithSecrets), .. Attach()];

    /// <inheritdoc/>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired) =>
        TableChange.Between(this, (TableObject)desired)?.Select(WithSecrets).ToList();

    /// <inheritdoc/>
    public override IEnumerable<Statement> Drop() => [new Statement($"DROP {SqlAddress}", Foreign is null ? Hazard.DestroysRows | Hazard.BlocksReads : Hazard.BlocksReads)];
}
