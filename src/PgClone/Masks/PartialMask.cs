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
        foreach (var name in Parameters)
            if (rule.Parameters.WholeNumber(name) is < 0 or > LongestPart) return $"{name} must be from 0 to {LongestPart}";
        return TextOnly(column);
    }

    /// <inheritdoc/>
    public override string Sql(MaskedColumn column, MaskRule rule)
    {
        var text = $"{column.Value}::pg_catalog.text";
        var prefix = (rule.Parameters.WholeNumber("prefix") ?? 1).ToString(CultureInfo.InvariantCulture);
        var suffix = (rule.Parameters.WholeNumber("suffix") ?? 1).ToString(CultureInfo.InvariantCulture);
        return $"CASE WHEN {column.Value} IS NULL THEN NULL WHEN pg_catalog.length({text}) <= {prefix} + {suffix} "
            + $"THEN pg_catalog.repeat('*', pg_catalog.length({text})) "
            + $"ELSE pg_catalog.left({text}, {prefix}) || '***' || pg_catalog.right({text}, {suffix}) END";
    }
}
