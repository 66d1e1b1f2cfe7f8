using PgClone.Postgres.Sql;
using PgClone.Steps;

namespace PgClone.Reports;

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

    /// <summary>The large objects, where they are not as they should be; else null.</summary>
    public required LargeObjectsDocument? LargeObjects { get; init; }

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
        Rows = planned.Decisions.Filled.Select(RowsDocument.Of).ToValueList(),
        LargeObjects = LargeObjectsDocument.Of(planned.Decisions.LargeObjects),
        LeftOut = planned.Decisions.LeftOut.Select(item => item.ToString()).ToValueList(),
        Notes = planned.Decisions.Notes,
        Steps = planned.Graph.Work.ToValueList(),
    };
}
