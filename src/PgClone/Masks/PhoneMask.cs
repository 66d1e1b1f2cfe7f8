using PgClone.Plans;

namespace PgClone.Masks;

/// <summary>Keeps the last four characters: +1-555-0100 becomes ***-0100. Four characters or fewer become ****.</summary>
public sealed class PhoneMask : Mask
{
    /// <inheritdoc/>
    public override string Name => "phone";

    /// <inheritdoc/>
    public override string? Refusal(MaskedColumn column, MaskRule rule) => TextOnly(column, column.MaxLength <= 4 ? 4 : "***-0100".Length);

    /// <inheritdoc/>
    public override string Sql(MaskedColumn column, MaskRule rule) =>
        $"CASE WHEN {column.Value} IS NULL THEN NULL"
        + $" WHEN pg_catalog.length({column.Value}::pg_catalog.text) > 4 THEN '***-' || pg_catalog.right({column.Value}::pg_catalog.text, 4)"
        + " ELSE '****' END";
}
