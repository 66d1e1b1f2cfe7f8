using PgClone.Plans;

namespace PgClone.Masks;

/// <summary>Every name becomes XXXX, in a shorter column as many X as it holds.</summary>
public sealed class NameMask : Mask
{
    /// <inheritdoc/>
    public override string Name => "name";

    /// <inheritdoc/>
    public override string? Refusal(MaskedColumn column, MaskRule rule) => TextOnly(column);

    /// <inheritdoc/>
    public override string Sql(MaskedColumn column, MaskRule rule) => $"CASE WHEN {column.Value} IS NULL THEN NULL ELSE 'XXXX' END";
}
