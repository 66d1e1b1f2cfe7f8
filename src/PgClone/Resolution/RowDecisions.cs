using PgClone.Diagnostics;
using PgClone.Plans;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Rows;
using PgClone.State;
using PgClone.Steps;

namespace PgClone.Resolution;

/// <summary>Decides what happens to the rows of each table, in two parts: which tables must be counted first, and what the counts mean.</summary>
internal sealed class RowDecisions(
    CloneDefinition clone, DatabaseCatalog source, DatabaseCatalog target, IReadOnlyDictionary<ObjectIdentity, ObjectDecision> decisions)
{
    /// <summary>
    /// True when only digests can tell whether the rows are equal: the table stands on both sides with the same columns.
    /// </summary>
    public bool NeedsDigests(RowSet rows) =>
        Wants(rows) && Decision(rows) is { Action: ObjectAction.Unchanged or ObjectAction.Alter } decision && !ColumnsChange(decision);

    /// <summary>The decision on a table, given its digests where they were needed.</summary>
    public TableDecision Decide(RowSet rows, RowDigest? there, RowDigest? here)
    {
        var decision = Decision(rows);
        var (action, reason) = !Wants(rows) ? (RowAction.None, decision.Action == ObjectAction.Skip ? "conflict rule: skip" : "the plan copies no rows")
            : decision.IsMade ? (RowAction.Copy, "new table")
            : there is null ? (RowAction.Reload, "its columns change")
            : there == here ? (RowAction.Unchanged, "digests are equal")
            : (here!.Rows == 0 ? RowAction.Copy : RowAction.Reload, there.Rows == here.Rows ? "rows differ" : $"{here.Rows} rows on the target, {there.Rows} wanted");
        return new()
        {
            Rows = rows, Action = action, Reason = reason, Size = source.Sizes.GetValueOrDefault(rows.Table), SourceDigest = there, TargetDigest = here,
        };
    }

    /// <summary>The same decision, or what the conflict rule makes of it where a reload would destroy rows of others.</summary>
    public TableDecision Protect(TableDecision table, DefinitionComparison comparison, Ledger ledger, DiagnosticBag diagnostics)
    {
        var identity = new ObjectIdentity(TableKind.Word, table.Rows.Table.Schema, table.Rows.Table.Name);
        if (table.Action != RowAction.Reload || ledger.Manages(identity)) return table;
        var desired = decisions[identity].Desired!;
        if (comparison.RuleFor(desired) == ConflictRule.Skip) return table with { Action = RowAction.None, Reason = "conflict rule: skip" };
        comparison.Refuse(desired, "is there already, with other rows", diagnostics);
        return table;
    }

    /// <summary>True when the columns that rows carry differ between the two sides.</summary>
    public static bool ColumnsChange(ObjectDecision decision) =>
        decision is { Action: ObjectAction.Alter, Current: TableObject current, Desired: TableObject desired }
        && !current.Columns.Select(Frame).SequenceEqual(desired.Columns.Select(Frame));

    private static (string, string, bool) Frame(Column column) => (column.Name, column.Type, column.NotNull);

    /// <summary>True unless the plan, or a conflict rule, leaves the rows of the table out.</summary>
    public bool Wants(RowSet rows) =>
        Decision(rows).Action != ObjectAction.Skip && RowSets.AreWanted(clone, (TableObject)Decision(rows).Desired!, source);

    private ObjectDecision Decision(RowSet rows) => decisions[new(TableKind.Word, rows.Table.Schema, rows.Table.Name)];

    /// <summary>True when the target's table is known to be empty without a look at it.</summary>
    public bool IsEmptyOnTarget(RowSet rows) => target.Sizes.GetValueOrDefault(rows.Table).Bytes == 0;

    /// <summary>As <see cref="IsEmptyOnTarget"/>, on the source.</summary>
    public bool IsEmptyOnSource(RowSet rows) => source.Sizes.GetValueOrDefault(rows.Table).Bytes == 0;
}
