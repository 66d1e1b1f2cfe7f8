using PgClone.Postgres.Sql;

namespace PgClone.Reports;

/// <summary>The stable JSON shape of a plan and of a diff; schemas/plan.schema.json describes it.</summary>
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
