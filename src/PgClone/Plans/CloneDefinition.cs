using PgClone.Diagnostics;
using PgClone.Postgres.Sql;

namespace PgClone.Plans;

/// <summary>One source into one target.</summary>
public sealed record CloneDefinition
{
    /// <summary>Its name in the plan.</summary>
    public required string Name { get; init; }

    /// <summary>A name among the sources.</summary>
    public required string Source { get; init; }

    /// <summary>A name among the targets.</summary>
    public required string Target { get; init; }

    /// <summary>What is cloned; the last match wins. Never empty: a plan that says nothing selects <c>*</c>.</summary>
    public required ValueList<Selector> Objects { get; init; }

    /// <summary>What comes with the selected objects.</summary>
    public required IncludeSwitches Include { get; init; }

    /// <summary>True when what a selected object needs comes along; else it is an error. Default false.</summary>
    public bool IncludeDependencies { get; init; }

    /// <summary>Whose rows are copied; the last match wins, and the first rule matches everything.</summary>
    public required ValueList<DataRule> Data { get; init; }

    /// <summary>Which rows and columns, in the order of the plan.</summary>
    public ValueList<FilterRule> Filters { get; init; }

    /// <summary>How columns are masked; null when nothing is.</summary>
    public MaskSettings? Masks { get; init; }

    /// <summary>What happens to objects that are there already.</summary>
    public required ConflictSettings Conflicts { get; init; }

    /// <summary>Who the roles of the source are on the target.</summary>
    public required RoleSettings Roles { get; init; }

    /// <summary>Tablespaces of the source with their names on the target; those not named keep theirs.</summary>
    public ValueList<TablespaceMapping> Tablespaces { get; init; }

    /// <summary>What happens to selected objects of kinds we cannot clone.</summary>
    public UnsupportedAction Unsupported { get; init; }

    /// <summary>True to drop what this plan made and the source no longer has. Default false.</summary>
    public bool Prune { get; init; }

    /// <summary>Where it stands in the plan.</summary>
    public required SourceLocation Location { get; init; }
}
