using PgClone.Diagnostics;

namespace PgClone.Masks;

/// <summary>A value that a mask can make for a column.</summary>
/// <param name="Value">The value cast to the column's type, as SQL.</param>
/// <param name="Column">schema.table.column and the type.</param>
/// <param name="Location">Where the plan asks for the mask.</param>
public sealed record MaskExtreme(string Value, string Column, SourceLocation Location);
