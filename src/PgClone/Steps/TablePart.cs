namespace PgClone.Steps;

/// <summary>One part of a table that is copied in several.</summary>
/// <param name="Place">Which one, from 1.</param>
/// <param name="Count">Of how many.</param>
public readonly record struct TablePart(int Place, int Count)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Place} of {Count}";
}
