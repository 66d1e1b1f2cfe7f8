using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Index;

/// <summary>An index that no constraint owns.</summary>
public sealed record IndexObject : CatalogObject
{
    /// <summary>The word for the kind.</summary>
    public const string Word = "index";

    private const string Unfinished = "pgclone_unfinished_";

    /// <summary>The name of the index of a key that is about to be made of it.</summary>
    public static string UnfinishedName(string key) => Identifier.Prefixed(Unfinished, key);

    /// <summary>True for one that a run made for a key and was cut off: whoever plans next drops it.</summary>
    public bool IsUnfinished => IsUnique && Identity.Member!.StartsWith(Unfinished, StringComparison.Ordinal);

    /// <summary>The statement that makes it, as pg_get_indexdef prints it; ON ONLY for a partitioned index.</summary>
    public required NotCompared<string> Definition { get; init; }

    /// <summary>The same without the storage parameters, which can be changed in place.</summary>
    public required string Frame { get; init; }

    /// <summary>True for a unique index: it is built first.</summary>
    public required bool IsUnique { get; init; }

    /// <summary>What a unique index forbids two rows to have in common; nothing of another.</summary>
    public required NotCompared<UniqueTerms> Unique { get; init; }

    /// <summary>True for a unique index that counts NULLs as alike (15 and later).</summary>
    // Outside quotes nothing else reads like it.
    public bool HoldsOneNull => IsUnique && Frame.Contains(" NULLS NOT DISTINCT", StringComparison.Ordinal);

    /// <summary>What it carries beyond its definition.</summary>
    public required IndexSettings Settings { get; init; }

    /// <summary>The word for the kind of relation it is on: table or materialized view.</summary>
    public required string RelationKind { get; init; }

    /// <inheritdoc/>
    public override ObjectIdentity? Owner => new(RelationKind, Identity.Schema, Identity.Name);

    /// <inheritdoc/>
    public override int OldestVersion => HoldsOneNull ? 15 : base.OldestVersion;

    /// <inheritdoc/>
    public override bool FollowsRows => true;

    /// <inheritdoc/>
    protected override Hazard Lock => Hazard.BlocksReads;

    /// <inheritdoc/>
    protected override string SqlAddress => $"INDEX {Name.Sql}";

    /// <inheritdoc/>
    public override Placement? Placement => Settings.Place;

    /// <inheritdoc/>
    public override CatalogObject At(Placement placement) => this with { Settings = Settings with { Place = placement } };

    /// <summary>The table or materialized view that it is on.</summary>
    public QualifiedName Table => new(Identity.Schema!, Identity.Name);

    // An index lives in the schema of its table.
    private QualifiedName Name => new(Identity.Schema!, Identity.Member!);

    /// <summary>The same index not yet attached: ATTACH PARTITION of the table finds it and attaches it.</summary>
    public IndexObject Detached() => this with { Settings = Settings with { AttachedTo = null } };

    /// <summary>The same index by another name.</summary>
    public IndexObject Named(string name) =>
        this with { Identity = Identity with { Member = name }, Definition = WithName(Definition.Value, name), Frame = WithName(Frame, name) };

    /// <summary>The same index, of the table of the same name in another schema.</summary>
    public IndexObject In(string schema)
    {
        var (here, there) = (Table, new QualifiedName(schema, Identity.Name));
        return this with { Identity = Identity with { Schema = schema }, Definition = Moved(Definition.Value), Frame = Moved(Frame) };

        string Moved(string definition) => Replaced(definition, $"{Beginning} ON {here.Sql} ", $"{Beginning} ON {there.Sql} ");
    }

    /// <summary>What gives the index another name.</summary>
    public Statement Rename(string name) => $"ALTER INDEX {Name.Sql} RENAME TO {Identifier.Quote(name)}";

    private string Beginning => $" INDEX {Identifier.Quote(Identity.Member!)}";

    private string WithName(string definition, string name) => Replaced(definition, $"{Beginning} ON ", $" INDEX {Identifier.Quote(name)} ON ");

    // The first place is that of the name: what an expression says comes behind it.
    private static string Replaced(string definition, string before, string after)
    {
        var at = definition.IndexOf(before, StringComparison.Ordinal);
        return at < 0 ? definition : $"{definition[..at]}{after}{definition[(at + before.Length)..]}";
    }

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() =>
        [.. Settings.Place.Around(new(Definition.Value, Hazard.BlocksWrites)), .. Settings.Apply(Table, Name, withOptions: false)];

    /// <inheritdoc/>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired)
    {
        var wanted = (IndexObject)desired;
        return this with { Comment = wanted.Comment, Settings = wanted.Settings } == wanted ? Settings.Change(wanted.Settings, Table, Name) : null;
    }
}
