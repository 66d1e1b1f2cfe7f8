namespace PgClone.Diagnostics;

/// <summary>
/// A stretch of a file a person wrote. Lines and columns count from 1, in UTF-16 units; <c>Length</c> stays within the line.
/// </summary>
public readonly record struct SourceLocation(string File, int Line, int Column, int Length)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}:{Column}";
}
