using PgClone.Plans;

namespace PgClone.Masks;

/// <summary>Every value becomes NULL.</summary>
public sealed class NullMask : Mask
{
    /// <inheritdoc/>
    public override string Name => "null";

    /// <inheritdoc/>
    public override bool KeepsUnique => true;

    /// <inheritdoc/>
    public override string? Refusal(MaskedColumn column, MaskRule rule) => column.Column.NotNull ? "the column is NOT NULL"
        : column.HoldsOneNull ? "the column is unique and NULLs count as alike" : null;

    /// <inheritdoc/>
    public override string Sql(MaskedColumn column, MaskRule rule) => "NULL";
}
