using PgClone.Diagnostics;

namespace PgClone.Plans;

/// <summary>A parameter of a mask: a text, a number or a truth value.</summary>
public sealed record MaskParameter
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The value as text, whatever its type; variables are put in.</summary>
    public required string Text { get; init; }

    /// <summary>The value, if it is a whole number.</summary>
    public long? WholeNumber { get; init; }

    /// <summary>The value, if it is a number, whole or not.</summary>
    public double? Number { get; init; }

    /// <summary>The value, if it is a truth value.</summary>
    public bool? Boolean { get; init; }

    /// <summary>Where the name stands.</summary>
    public required SourceLocation NameLocation { get; init; }

    /// <summary>Where the value stands.</summary>
    public required SourceLocation Location { get; init; }
}
