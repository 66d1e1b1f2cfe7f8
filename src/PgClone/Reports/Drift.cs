using PgClone.Postgres.Catalog;
using PgClone.Resolution;
using PgClone.Steps;

namespace PgClone.Reports;

/// <summary>How an object of the target differs from that of the source.</summary>
internal enum Drift
{
    None,
    OnlyInSource,
    OnlyInTarget,
    Changed,
    HiddenValue,
}

internal static class Drifts
{
    /// <summary>How the object of a decision differs.</summary>
    public static Drift Of(ObjectDecision item) => item switch
    {
        { Action: ObjectAction.Unchanged or ObjectAction.Skip } => Drift.None,
        { Current: null } => Drift.OnlyInSource,
        { Desired: null } => Drift.OnlyInTarget,
        _ when item.ScriptOnTarget != item.Desired.ScriptWithAccess() => Drift.Changed,
        _ when !item.Current.Secrets.SequenceEqual(item.Desired.Secrets) => Drift.HiddenValue,
        _ => Drift.None,
    };

    /// <summary>What differs besides objects and rows, a sentence for each.</summary>
    public static IEnumerable<string> OfTheRest(ResolvedClone clone) =>
    [
        .. clone.Renames.Select(rename => $"named otherwise: {rename.From} of the target, on the source {rename.To.Member}"),
        .. clone.Sequences.Where(step => clone.Target.Sequences.TryGetValue(step.Sequence, out var found) && found != step.Value)
            .Select(step => $"sequence {step.Sequence} stands at {Stand(clone.Target.Sequences[step.Sequence])}, on the source at {Stand(step.Value)}"),
        .. clone.Refreshes.Select(refresh => $"{refresh.View} is not as fresh as its rows: needs {refresh.Summary}"),
        .. clone.LargeObjects is { IsUnchanged: false } large ? [$"large objects differ: {LargeObjectText.Drift(large)}"] : Array.Empty<string>(),
    ];

    private static string Stand(SequenceValue value) => $"{value.LastValue}{(value.IsCalled ? "" : ", which is not used yet")}";

    /// <summary>How the rows of a table differ.</summary>
    public static string OfRows(ResolvedClone clone, TableDecision table) => table switch
    {
        { SourceDigest: { } source, TargetDigest: { } target } =>
            $"differ: {Amount.Count(source.Rows)} wanted, {Amount.Count(target.Rows)} on the target{(source.Rows == target.Rows ? ", with other values" : "")}",
        { Change: not null } => $"differ: {table.Reason}",
        _ when clone.Target.Sizes.ContainsKey(table.Rows.Table) => "come again with the table",
        _ => "are missing",
    };
}
