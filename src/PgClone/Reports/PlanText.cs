using System.Text;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Sql;
using PgClone.Resolution;
using PgClone.Steps;

namespace PgClone.Reports;

/// <summary>A plan for people: what destroys first, then objects, then rows, then the sum.</summary>
public static class PlanText
{
    private const int LongestStatement = 160;

    /// <summary>The text of one clone's plan.</summary>
    public static string Render(PlannedClone planned)
    {
        var clone = planned.Decisions;
        var text = new StringBuilder();
        text.Append($"Clone {clone.Name}: {planned.Source} ({clone.Source.Version}) → {planned.Target} ({clone.Target.Version})\n");
        AddLeftOut(text, clone);
        if (clone.IsUnchanged)
            return text.Append($"\nNo changes. {Amount.Of(clone.Objects.Count, "object")} and the rows of {Amount.Of(clone.Tables.Count + clone.Configuration.Count, "table")} {Large(clone)}are as the plan wants them.\n").ToString();
        AddDestruction(text, planned);
        AddObjects(text, clone);
        AddRows(text, clone);
        return text.Append($"\n{PlanSummary.Of(clone)}\n").ToString();
    }

    private static void AddLeftOut(StringBuilder text, ResolvedClone clone)
    {
        if (clone.LeftOut.Count > 0) text.Append($"\nNot cloned, because it is not supported yet (unsupported: skip):\n");
        foreach (var item in clone.LeftOut) text.Append($"  ! {item}\n");
        foreach (var note in clone.Notes) text.Append($"  note: {note}\n");
        foreach (var item in clone.Objects.Where(item => item is { Action: ObjectAction.Skip, Identity.Member: null }))
            text.Append($"  = {item.Identity} is left as it is ({item.Reason})\n");
    }

    private static void AddDestruction(StringBuilder text, PlannedClone planned)
    {
        var lines = planned.Graph.Steps.OfType<SqlStep>().Where(step => step.Hazards.HasFlag(Hazard.DestroysRows)).Select(step => step.Summary)
            .Concat(planned.Decisions.Filled.Where(table => table.Action == RowAction.Reload)
                .Select(table => $"rows of {table.Rows.Table}{(table.TargetDigest is { } digest ? $" ({Amount.Count(digest.Rows)})" : "")} are replaced"))
            .Concat(planned.Decisions.LargeObjects is { Replaces: > 0 } or { Drops: > 0 } ? [$"large objects: {LargeObjectText.Destroyed(planned.Decisions.LargeObjects)}"] : []).ToList();
        if (lines.Count == 0) return;
        text.Append("\nDestroys on the target:\n");
        foreach (var line in lines) text.Append($"  - {line}\n");
    }

    private static void AddObjects(StringBuilder text, ResolvedClone clone)
    {
        var changed = clone.Objects.Where(item => item.Action is not ObjectAction.Unchanged and not ObjectAction.Skip).ToList();
        if (changed.Count == 0 && clone.CreateDatabase is null && clone.Sequences.Count + clone.Refreshes.Count + clone.Roles.Count == 0) return;
        text.Append("\nObjects:\n");
        if (clone.CreateDatabase is { } create) text.Append($"  + database {create.Name}\n");
        foreach (var role in clone.Roles) text.Append($"  + role {role.Name}  (without login{(role.Settings.Count == 0 ? "" : $", with {Amount.Of(role.Settings.Count, "setting")}")})\n");
        var made = changed.Where(item => item.IsMade).Select(item => item.Identity).ToHashSet();
        var members = changed.Where(item => OwnerOf(item) is { } owner && made.Contains(owner)).ToLookup(item => OwnerOf(item)!.Value);
        foreach (var item in changed.Where(item => OwnerOf(item) is not { } owner || !made.Contains(owner)))
        {
            text.Append($"  {Symbol(item.Action)} {item.Identity}{Members(members[item.Identity])}{(item.Reason is null ? "" : $"  ({item.Reason})")}\n");
            foreach (var statement in item.Changes) text.Append($"      {OneLine(statement.Sql)}{Hazards(statement.Hazard)}\n");
        }

        // What is made in this run is counted there, not as a change too.
        foreach (var sequence in clone.Sequences.Where(step => clone.Target.Sequences.ContainsKey(step.Sequence))) text.Append($"  ~ {sequence.Summary}\n");
        foreach (var refresh in clone.Refreshes.Where(step => clone.Target.Sizes.ContainsKey(step.View))) text.Append($"  ~ {refresh.Summary}\n");
    }

    private static ObjectIdentity? OwnerOf(ObjectDecision item) => (item.Desired ?? item.Current)!.Owner;

    private static string Members(IEnumerable<ObjectDecision> members)
    {
        var counts = members.CountBy(member => member.Identity.Kind).OrderBy(pair => CatalogKinds.Rank(pair.Key)).Select(pair => Amount.Of(pair.Value, pair.Key)).ToList();
        return counts.Count == 0 ? "" : $" with {string.Join(", ", counts)}";
    }

    private static void AddRows(StringBuilder text, ResolvedClone clone)
    {
        var filled = clone.Filled.OrderByDescending(table => table.Size.Bytes).ToList();
        var large = clone.LargeObjects is { IsUnchanged: false } objects ? objects : null;
        if (filled.Count == 0 && large is null) return;
        text.Append("\nRows:\n");
        if (large is not null) text.Append($"  > large objects  {Amount.Bytes(large.Bytes)}  {LargeObjectText.Of(large)}\n");
        if (filled.Count == 0) return;
        var width = Math.Min(50, filled.Max(table => table.Rows.Table.ToString().Length));
        foreach (var table in filled)
            text.Append($"  > {table.Rows.Table.ToString().PadRight(width)}  {Amount.Bytes(table.Size.Bytes),9}  {Count(table),14}{Shape(table)}  ({table.Reason})\n");
    }

    private static string Large(ResolvedClone clone) => clone.LargeObjects is { } objects ? $"and {Amount.Of(objects.Unchanged, "large object")} " : "";

    private static string Count(TableDecision table) => table switch
    {
        { SourceDigest: { } digest } => $"{Amount.Count(digest.Rows)} rows",
        { Size.EstimatedRows: >= 0 } when table.Rows.Where is null => $"~{Amount.Count(table.Size.EstimatedRows)} rows",
        _ => "",
    };

    private static string Shape(TableDecision table)
    {
        var masked = table.Rows.Columns.Count(column => column.Expression is not null);
        return (masked == 0 ? "" : $", {Amount.Of(masked, "column")} masked") + (table.Rows.Where is null ? "" : ", filtered");
    }

    private static string Symbol(ObjectAction action) => action switch
    {
        ObjectAction.Create => "+", ObjectAction.Alter => "~", ObjectAction.Replace => "-/+", ObjectAction.Drop => "-", _ => "=",
    };

    private static string Hazards(Hazard hazard) => hazard == Hazard.None ? "" : $"  [{Words(hazard)}]";

    private static string Words(Hazard hazard) => string.Join(", ", new[]
    {
        (Hazard.DestroysRows, "destroys rows"), (Hazard.BlocksReads, "blocks reads"), (Hazard.BlocksWrites, "blocks writes"), (Hazard.RewritesTable, "rewrites the table"),
        (Hazard.WidensPrivileges, "widens privileges"),
    }.Where(pair => hazard.HasFlag(pair.Item1)).Select(pair => pair.Item2));

    private static string OneLine(string sql)
    {
        var line = string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestStatement ? line : $"{line[..(LongestStatement - 1)]}…";
    }
}
