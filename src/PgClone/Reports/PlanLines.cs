using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Access;
using PgClone.Postgres.Sql;
using PgClone.Resolution;
using PgClone.Steps;

namespace PgClone.Reports;

/// <summary>What a plan says line by line, whatever form it has.</summary>
internal static class PlanLines
{
    private const int LongestStatement = 160;

    /// <summary>What goes on the target, rows included.</summary>
    public static IEnumerable<string> Destruction(PlannedClone planned) =>
        planned.Graph.Steps.OfType<SqlStep>().Where(step => step is not SwapTable && step.Hazards.HasFlag(Hazard.DestroysRows)).SelectMany(Destruction)
            .Concat(planned.Decisions.Filled.Where(table => table.Action == RowAction.Reload)
                .Select(table => $"rows of {table.Rows.Table}{(table.TargetRows is { } rows ? $" ({Amount.Count(rows)})" : "")} are replaced"))
            .Concat(planned.Decisions.Filled.Where(table => table.Action == RowAction.Merge)
                .Select(table => $"rows of {table.Rows.Table} that differ are changed or deleted ({table.Reason})"))
            .Concat(planned.Decisions.LargeObjects is { Replaces: > 0 } or { Drops: > 0 } ? [$"large objects: {LargeObjectText.Destroyed(planned.Decisions.LargeObjects)}"] : []);

    /// <summary>A change does more than destroy, so what destroys is said by itself.</summary>
    private static IEnumerable<string> Destruction(SqlStep step) => step is ChangeObject { Action: ObjectAction.Alter }
        ? step.Sql().Where(statement => statement.Hazard.HasFlag(Hazard.DestroysRows)).Select(statement => OneLine(statement.Sql)) : [step.Summary];

    /// <summary>That nothing is to do.</summary>
    public static string Unchanged(ResolvedClone clone) =>
        $"No changes. {Amount.Of(clone.Objects.Count(item => item.Action != ObjectAction.Skip), "object")} and the rows of "
        + $"{Amount.Of(clone.Tables.Concat(clone.Configuration).Count(table => table.Action != RowAction.None), "table")} "
        + $"{(clone.LargeObjects is { } objects ? $"and {Amount.Of(objects.Unchanged, "large object")} " : "")}are as the plan wants them.";

    /// <summary>What a reader should know, and what stays as it is because a rule says so.</summary>
    public static IEnumerable<string> Notes(ResolvedClone clone) => clone.Notes.Concat(clone.Objects
        .Where(item => item is { Action: ObjectAction.Skip, Identity.Member: null }).Select(item => $"{item.Identity} is left as it is ({item.Reason})"));

    /// <summary>What is made, changed and dropped; members with their owner where it is made too.</summary>
    public static IEnumerable<PlanLine> Objects(ResolvedClone clone)
    {
        var changed = clone.Objects.Where(item => item.Action is not ObjectAction.Unchanged and not ObjectAction.Skip).ToList();
        if (clone.CreateDatabase is { } create) yield return new($"+ database {create.Name}");
        foreach (var role in clone.Roles)
        {
            var settings = role.Settings.Count == 0 ? "" : $", with {Amount.Of(role.Settings.Count, "setting")}";
            yield return new($"+ role {role.Name}  (without login{settings})");
        }

        var made = changed.Where(item => item.IsMade).Select(item => item.Identity).ToHashSet();
        var members = changed.Where(item => OwnerOf(item) is { } owner && made.Contains(owner)).ToLookup(item => OwnerOf(item)!.Value);
        foreach (var item in changed.Where(item => OwnerOf(item) is not { } owner || !made.Contains(owner)))
        {
            var isAccess = (item.Desired ?? item.Current)!.IsAccessAlone;
            var (symbol, hazards) = isAccess ? ("~", "") : (Symbol(item.Action), Hazards(HazardOf(item)));
            var reason = item.Reason is null ? "" : $"  ({item.Reason})";
            yield return new($"{symbol} {item.Identity}{Members(members[item.Identity])}{reason}{hazards}", Destroys: item.IsGone && !isAccess);
            foreach (var statement in isAccess ? AccessOf(item) : item.Changes)
                yield return new($"{OneLine(statement.Sql)}{Hazards(statement.Hazard)}", 1, statement.Hazard.HasFlag(Hazard.DestroysRows));
        }

        // What is made in this run is counted there, not as a change too.
        foreach (var sequence in clone.Sequences.Where(step => clone.Target.Sequences.ContainsKey(step.Sequence))) yield return new($"~ {sequence.Summary}");
        foreach (var refresh in clone.Refreshes.Where(step => clone.Target.Sizes.ContainsKey(step.View))) yield return new($"~ {refresh.Summary}{Hazards(refresh.Hazards)}");
    }

    /// <summary>The large objects to copy, and the tables to fill, the largest first.</summary>
    public static IEnumerable<PlanLine> Rows(ResolvedClone clone)
    {
        var filled = clone.Filled.OrderByDescending(table => table.Size.Bytes).ToList();
        var width = Math.Min(50, filled.Select(table => table.Rows.Table.ToString().Length).DefaultIfEmpty().Max());
        var large = clone.LargeObjects is { IsUnchanged: false } objects
            ? [new PlanLine($"> large objects  {Amount.Bytes(objects.Bytes)}  {LargeObjectText.Of(objects)}")]
            : Array.Empty<PlanLine>();
        return large.Concat(filled.Select(Line));

        PlanLine Line(TableDecision table)
        {
            var symbol = table.Action == RowAction.Merge ? "~" : ">";
            var name = table.Rows.Table.ToString().PadRight(width);
            return new($"{symbol} {name}  {Amount.Bytes(table.MovedBytes),9}  {Count(table),14}{Shape(table)}  ({table.Reason})");
        }
    }

    /// <summary>What is granted and revoked of something that stands on every server and is cloned for its privileges alone.</summary>
    private static IEnumerable<Statement> AccessOf(ObjectDecision item) => item switch
    {
        { IsMade: true, Desired: { Access.Value: { } wanted } made } => made.ChangeAccess(wanted with { Privileges = Privileges.Default }, wanted),
        { IsGone: true } => item.Current!.Drop(),
        _ => item.Changes,
    };

    /// <summary>What making and dropping it does to others; a change says it statement by statement. What is new by itself can be in nobody's way.</summary>
    private static Hazard HazardOf(ObjectDecision item)
    {
        var making = item.IsMade ? item.Desired!.Create() : [];
        var going = item.IsGone && item.GoesWith is null ? item.Current!.Drop() : [];
        var made = making.Aggregate(Hazard.None, (all, statement) => all | statement.Hazard);
        return (item.Desired?.Owner is null ? made & Hazard.WidensPrivileges : made) | going.Aggregate(Hazard.None, (all, statement) => all | statement.Hazard);
    }

    private static ObjectIdentity? OwnerOf(ObjectDecision item) => (item.Desired ?? item.Current)!.Owner;

    private static string Members(IEnumerable<ObjectDecision> members)
    {
        var counts = members.CountBy(member => member.Identity.Kind).OrderBy(pair => CatalogKinds.Rank(pair.Key)).Select(pair => Amount.Of(pair.Value, pair.Key)).ToList();
        return counts.Count == 0 ? "" : $" with {string.Join(", ", counts)}";
    }

    private static string Count(TableDecision table) => table switch
    {
        { SourceRows: { } rows } => $"{Amount.Count(rows)} rows",
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
        var line = Visible.OneLine(sql);
        return line.Length <= LongestStatement ? line : $"{line[..(LongestStatement - 1)]}…";
    }
}
