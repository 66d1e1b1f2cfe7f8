using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;

namespace PgClone.Resolution;

/// <summary>What is to become of the rows of one table, and why.</summary>
public sealed record TableDecision
{
    /// <summary>The rows that it should hold.</summary>
    public required RowSet Rows { get; init; }

    /// <summary>What happens.</summary>
    public required RowAction Action { get; init; }

    /// <summary>What the table weighs on the source.</summary>
    public required TableSize Size { get; init; }

    /// <summary>Rows of source (as they should arrive) and target, where they were counted; null where that was not needed.</summary>
    public RowDigest? SourceDigest { get; init; }

    /// <summary>As <see cref="SourceDigest"/>, of the target.</summary>
    public RowDigest? TargetDigest { get; init; }

    /// <summary>What the transaction numbers of the rows told, where that was enough.</summary>
    public RowChange? Change { get; init; }

    /// <summary>The rows of the source, where they were counted.</summary>
    public long? SourceRows => SourceDigest?.Rows ?? Change?.Source.Rows;

    /// <summary>As <see cref="SourceRows"/>, of the target.</summary>
    public long? TargetRows => TargetDigest?.Rows ?? Change?.Target.Rows;

    /// <summary>Where to look for the rows that differ; null where none do, or no bucket leads to them.</summary>
    public BucketChoice? Choice { get; init; }

    /// <summary>Where all rows are replaced, and the table is exchanged for another: this and what is made again with it; empty where it stays.</summary>
    public ValueList<ObjectIdentity> Exchanged { get; init; }

    /// <summary>How the table and these are when the plan is made; null where it stays.</summary>
    public TableShape? Shape { get; init; }

    /// <summary>True when rows come to the table, or leave it.</summary>
    public bool IsFilled => Action is RowAction.Copy or RowAction.Merge or RowAction.Reload;

    /// <summary>The bytes of the source's table that are moved, about.</summary>
    public long MovedBytes => (Action, Choice, Change) switch
    {
        (RowAction.Merge, { } choice, _) => (long)((double)Size.Bytes * SourceDigest!.RowsIn(choice.Chosen) / SourceDigest.Rows),
        (RowAction.Merge, _, { Source: { Rows: > 0 } rows }) => (long)((double)Size.Bytes * rows.Unknown / rows.Rows),
        _ => Size.Bytes,
    };

    /// <summary>Why, in a few words.</summary>
    public required string Reason { get; init; }
}
