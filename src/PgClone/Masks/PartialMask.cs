using System.Globalization;
using PgClone.Plans;

namespace PgClone.Masks;

/// <summary>
/// Keeps <c>prefix</c> characters at the start and <c>suffix</c> at the end (default 1 and 1, at least 0) around ***.
/// A text no longer than both becomes as many asterisks as it has characters.
/// </summary>
public sealed class PartialMask : Mask
{
    private const long LongestPart = 1000;

    /// <inheritdoc/>
    public override string Name => "partial";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters => ["prefix", "suffix"];

    /// <inheritdoc/>
    public override string? Refusal(MaskedColumn column, MaskRule rule)
    {
        var kept = Kept(rule, "prefix") + Kept(rule, "suffix");
        return TextOnly(column, column.MaxLength > kept ? kept + "***".Length : 0);
    }

    /// <inheritdoc/>
    public override string? Problem(MaskRule rule) =>
        Parameters.Where(name => Kept(rule, name) is < 0 or > LongestPart).Select(name => $"{name} must be from 0 to {LongestPart}").FirstOrDefault();

    /// <inheritdoc/>
    public override string Sql(MaskedColumn column, MaskRule rule)
    {
        var text = $"{column.Value}::pg_catalog.text";
        var prefix = Kept(rule, "prefix").ToString(CultureInfo.InvariantCulture);
        var suffix = Kept(rule, "suffix").ToString(CultureInfo.InvariantCulture);
        return $"CASE WHEN {column.Value} IS NULL THEN NULL WHEN pg_catalog.length({text}) <= {prefix} + {suffix} "
            + $"THEN pg_catalog.repeat('*', pg_catalog.length({text})) "
            + $"ELSE pg_catalog.left({text}, {prefix}) || '***' || pg_catalog.right({text}, {suffix}) END";
    }

    private static long Kept(MaskRule rule, string name) => rule.Parameters.WholeNumber(name) ?? 1;
}
