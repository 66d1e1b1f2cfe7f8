using PgClone.Diagnostics;

namespace PgClone.Plans;

/// <summary>The mask of the columns that match.</summary>
public sealed record MaskRule
{
    /// <summary>A glob over <c>schema.table.column</c>.</summary>
    public required Glob Pattern { get; init; }

    /// <summary>The name of the mask. Whether there is one is not checked here.</summary>
    public required string Type { get; init; }

    /// <summary>Its parameters; none for a bare name.</summary>
    public required MaskParameters Parameters { get; init; }

    /// <summary>Where it stands in the plan.</summary>
    public required SourceLocation Location { get; init; }

    /// <summary>Where the name of the mask stands.</summary>
    public required SourceLocation TypeLocation { get; init; }
}
