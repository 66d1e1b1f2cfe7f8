using PgClone.Postgres.Sql;
using PgClone.Resolution;
using PgClone.Steps;

namespace PgClone.Reports;

/// <summary>The stable JSON shape of a plan and of a diff, described by schemas/plan.schema.json.</summary>
public sealed record PlanDocument
{
    /// <summary>The version of the shape; it changes when a reader of the old one would stumble.</summary>
    public int FormatVersion { get; } = 1;

    /// <summary>The name in the clone plan.</summary>
    public required string Name { get; init; }

    /// <summary>True when no clone has anything to do.</summary>
    public required bool Unchanged { get; init; }

    /// <summary>The clones, in the order in which they run.</summary>
    public required ValueList<CloneDocument> Clones { get; init; }

    /// <summary>The document of a plan.</summary>
    public static PlanDocument Of(string name, IReadOnlyCollection<PlannedClone> clones) => new()
    {
        Name = name,
        Unchanged = clones.All(clone => clone.Decisions.IsUnchanged),
        Clones = clones.Select(CloneDocument.Of).ToValueList(),
    };
}

/// <summary>One clone of a <see cref="PlanDocument"/>.</summary>
public sealed record CloneDocument
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The source, without password.</summary>
    public required string Source { get; init; }

    /// <summary>The target, without password.</summary>
    public required string Target { get; init; }

    /// <summary>The sums.</summary>
    public required PlanSummary Summary { get; init; }

    /// <summary>The objects that are not as they should be.</summary>
    public required ValueList<ObjectDocument> Objects { get; init; }

    /// <summary>The tables whose rows are not as they should be.</summary>
    public required ValueList<RowsDocument> Rows { get; init; }

    /// <summary>What is selected and cannot be cloned yet.</summary>
    public required ValueList<string> LeftOut { get; init; }

    /// <summary>What a reader should know.</summary>
    public required ValueList<string> Notes { get; init; }

    /// <summary>The steps, in an order in which they could run.</summary>
    public required ValueList<Step> Steps { get; init; }

    internal static CloneDocument Of(PlannedClone planned) => new()
    {
        Name = planned.Decisions.Name,
        Source = planned.Source,
        Target = planned.Target,
        Summary = PlanSummary.Of(planned.Decisions),
        Objects = planned.Decisions.Objects.Where(item => item.Action != ObjectAction.Unchanged).Select(ObjectDocument.Of).ToValueList(),
        Rows = planned.Decisions.Tables.Where(table => table.Action is RowAction.Copy or RowAction.Reload).Select(RowsDocument.Of).ToValueList(),
        LeftOut = planned.Decisions.LeftOut.Select(item => item.ToString()).ToValueList(),
        Notes = planned.Decisions.Notes,
        Steps = planned.Graph.Work.ToValueList(),
    };
}

/// <summary>One object of a <see cref="CloneDocument"/>.</summary>
/// <param name="Kind">The kind of object.</param>
/// <param name="Address">Its name, qualified.</param>
/// <param name="Action">What happens to it.</param>
/// <param name="Reason">Why, where that needs saying.</param>
/// <param name="Source">Its definition as the clone wants it.</param>
/// <param name="Target">Its definition on the target.</param>
public sealed record ObjectDocument(string Kind, string Address, ObjectAction Action, string? Reason, string? Source, string? Target)
{
    internal static ObjectDocument Of(ObjectDecision item) =>
        new(item.Identity.Kind, item.Identity.Address, item.Action, item.Reason, item.Desired?.Script(), item.Current?.Script());
}

/// <summary>The rows of one table of a <see cref="CloneDocument"/>.</summary>
/// <param name="Table">The table.</param>
/// <param name="Action">Copy or Reload.</param>
/// <param name="Reason">Why.</param>
/// <param name="Bytes">Bytes on the source.</param>
/// <param name="SourceRows">Rows as they should be, where they were counted.</param>
/// <param name="TargetRows">Rows on the target, where they were counted.</param>
public sealed record RowsDocument(string Table, RowAction Action, string Reason, long Bytes, long? SourceRows, long? TargetRows)
{
    internal static RowsDocument Of(TableDecision table) =>
        new(table.Rows.Table.ToString(), table.Action, table.Reason, table.Size.Bytes, table.SourceDigest?.Rows, table.TargetDigest?.Rows);
}
