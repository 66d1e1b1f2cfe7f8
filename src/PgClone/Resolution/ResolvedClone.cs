using PgClone.Postgres.Catalog;
using PgClone.Postgres.Sql;
using PgClone.Steps;

namespace PgClone.Resolution;

/// <summary>A clone with everything decided: what each object and each table's rows need. Nothing later asks a server to decide.</summary>
public sealed record ResolvedClone
{
    /// <summary>The name of the clone in its plan.</summary>
    public required string Name { get; init; }

    /// <summary>The source as it was read.</summary>
    public required DatabaseCatalog Source { get; init; }

    /// <summary>The target as it was read; empty when the database is absent.</summary>
    public required DatabaseCatalog Target { get; init; }

    /// <summary>The last run of the clone that the target's ledger knows; null for none.</summary>
    public required Guid? LastRun { get; init; }

    /// <summary>Indexes and constraints that differ by their names alone: they are renamed before anything is dropped.</summary>
    public required ValueList<RenameMember> Renames { get; init; }

    /// <summary>The target as it is once these are renamed: what is decided is told in its names.</summary>
    public required DatabaseCatalog Renamed { get; init; }

    /// <summary>The step that makes the target database; null when it is there.</summary>
    public required CreateDatabase? CreateDatabase { get; init; }

    /// <summary>The roles that objects name and the target lacks, where the plan says to make them.</summary>
    public required ValueList<CreateRole> Roles { get; init; }

    /// <summary>Every object of the clone, in the order of <see cref="CatalogKinds"/> and of names.</summary>
    public required ValueList<ObjectDecision> Objects { get; init; }

    /// <summary>Every table that holds rows, in the order of names.</summary>
    public required ValueList<TableDecision> Tables { get; init; }

    /// <summary>The tables of the clone's extensions that hold rows of the user, each behind those that it refers to.</summary>
    public required ValueList<TableDecision> Configuration { get; init; }

    /// <summary>The large objects; null where the clone has nothing to do with them.</summary>
    public required LargeObjectDecision? LargeObjects { get; init; }

    /// <summary>The tables of either sort whose rows are not as they should be.</summary>
    public IEnumerable<TableDecision> Filled => Tables.Concat(Configuration).Where(table => table.IsFilled);

    /// <summary>The tables whose rows are those that the plan wants, or come to be.</summary>
    public IReadOnlyCollection<QualifiedName> Claimed => [.. Tables.Where(table => table.Action != RowAction.None).Select(table => table.Rows.Table)];

    /// <summary>Sequences that stand elsewhere than on the source.</summary>
    public required ValueList<SetSequence> Sequences { get; init; }

    /// <summary>Materialized views to compute.</summary>
    public required ValueList<RefreshView> Refreshes { get; init; }

    /// <summary>Event triggers of ours on the target that must not fire on what the clone does: they are disabled first and enabled last.</summary>
    public ValueList<ObjectIdentity> Quieted { get; init; }

    /// <summary>What is selected but cannot be cloned yet, and is left out because the plan says so.</summary>
    public required ValueList<UnsupportedObject> LeftOut { get; init; }

    /// <summary>
    /// What others put on objects of the clone, and what they let new objects have: on the target alone, not ours, and staying. A policy of theirs may show rows
    /// that the source's hide.
    /// </summary>
    public ValueList<ObjectIdentity> Others { get; init; }

    /// <summary>What a reader of the plan should know: objects that go with an excluded column, and the like.</summary>
    public required ValueList<string> Notes { get; init; }

    /// <summary>True when the target is as the plan wants it.</summary>
    public bool IsUnchanged => CreateDatabase is null && Roles.Count == 0 && Sequences.Count == 0 && Refreshes.Count == 0
        && Objects.All(item => item.Action is ObjectAction.Unchanged or ObjectAction.Skip)
        && !Filled.Any() && LargeObjects is null or { IsUnchanged: true };
}
