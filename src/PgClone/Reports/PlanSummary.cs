using PgClone.Resolution;
using PgClone.Steps;

namespace PgClone.Reports;

/// <summary>What a plan comes to, in numbers.</summary>
public sealed record PlanSummary
{
    /// <summary>Objects to create, database and roles included.</summary>
    public required int Create { get; init; }

    /// <summary>Objects to change in place, sequences to set and materialized views to refresh included.</summary>
    public required int Change { get; init; }

    /// <summary>Objects to drop and make again.</summary>
    public required int Replace { get; init; }

    /// <summary>Objects to drop.</summary>
    public required int Destroy { get; init; }

    /// <summary>Objects that are as they should be.</summary>
    public required int Unchanged { get; init; }

    /// <summary>Tables to fill.</summary>
    public required int Tables { get; init; }

    /// <summary>Tables whose rows were told apart by their transactions; of the others the values were compared, where there were any.</summary>
    public required int Traced { get; init; }

    /// <summary>Large objects to copy.</summary>
    public required long LargeObjects { get; init; }

    /// <summary>Bytes that these tables and large objects take on the source.</summary>
    public required long Bytes { get; init; }

    /// <summary>The numbers of one clone.</summary>
    public static PlanSummary Of(ResolvedClone clone)
    {
        var actions = clone.Objects.CountBy(item => item.Shown).ToDictionary();
        var filled = clone.Filled.ToList();
        return new()
        {
            Create = actions.GetValueOrDefault(ObjectAction.Create) + (clone.CreateDatabase is null ? 0 : 1) + clone.Roles.Count,
            Change = actions.GetValueOrDefault(ObjectAction.Alter) + clone.Sequences.Count(Stands) + clone.Refreshes.Count(Exists),
            Replace = actions.GetValueOrDefault(ObjectAction.Replace),
            Destroy = actions.GetValueOrDefault(ObjectAction.Drop),
            Unchanged = actions.GetValueOrDefault(ObjectAction.Unchanged) + actions.GetValueOrDefault(ObjectAction.Skip),
            Tables = filled.Count,
            Traced = clone.Tables.Count(table => table.Change is not null),
            LargeObjects = clone.LargeObjects is { } large ? large.Creates + large.Replaces : 0,
            Bytes = filled.Sum(table => table.MovedBytes) + (clone.LargeObjects is { IsUnchanged: false } copied ? copied.Bytes : 0),
        };

        // What is made in this run is counted as made, not as changed too.
        bool Stands(SetSequence step) => clone.Target.Sequences.ContainsKey(step.Sequence);
        bool Exists(RefreshView step) => clone.Target.Sizes.ContainsKey(step.View);
    }

    /// <summary>The last line of a plan.</summary>
    public override string ToString()
    {
        var replaced = Replace == 0 ? "" : $"{Amount.Count(Replace)} to replace, ";
        return $"Plan: {Amount.Count(Create)} to create, {Amount.Count(Change)} to change, {replaced}{Amount.Count(Destroy)} to destroy, {Amount.Count(Unchanged)} unchanged; "
            + $"{Amount.Bytes(Bytes)} in {Amount.Of(Tables, "table")}{(LargeObjects == 0 ? "" : $" and {Amount.Of(LargeObjects, "large object")}")} to copy.";
    }
}
