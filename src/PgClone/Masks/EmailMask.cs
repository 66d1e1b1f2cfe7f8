using PgClone.Plans;

namespace PgClone.Masks;

/// <summary>Keeps the first character and the domain: alice@example.com becomes a***@example.com. Text without @ becomes ***. Cut to the length of the column.</summary>
public sealed class EmailMask : Mask
{
    /// <inheritdoc/>
    public override string Name => "email";

    /// <inheritdoc/>
    public override string? Refusal(MaskedColumn column, MaskRule rule) => TextOnly(column, 5);

    /// <inheritdoc/>
    public override string Sql(MaskedColumn column, MaskRule rule) =>
        $"CASE WHEN {column.Value} IS NULL THEN NULL"
        + $" WHEN pg_catalog.strpos({column.Value}::pg_catalog.text, '@') = 0 THEN '***'"
        + $" ELSE pg_catalog.left({column.Value}::pg_catalog.text, 1) || '***@' || pg_catalog.split_part({column.Value}::pg_catalog.text, '@', 2) END";
}
