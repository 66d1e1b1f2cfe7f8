using System.Globalization;
using PgClone.Plans;

namespace PgClone.Masks;

/// <summary>
/// A whole number from <c>min</c> to <c>max</c> (default 0 and 99999, both included), drawn by HMAC-SHA256 of the row's key under masks.key:
/// it looks random and is the same in every run. NULL gets a number too.
/// </summary>
public sealed class RandomIntMask : Mask
{
    /// <inheritdoc/>
    public override string Name => "random_int";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters => ["min", "max"];

    /// <inheritdoc/>
    public override bool NeedsKey => true;

    /// <inheritdoc/>
    public override string? Refusal(MaskedColumn column, MaskRule rule)
    {
        var (min, max) = Range(rule);
        if (column.IsText) return Digits(min, max) > (column.MaxLength ?? int.MaxValue) ? $"the column holds {column.MaxLength} characters" : null;
        return column.Category == 'N' ? null : $"it makes numbers and the column is {column.Column.Type}";
    }

    /// <inheritdoc/>
    public override string? Problem(MaskRule rule)
    {
        var (min, max) = Range(rule);
        // The draw is a 63-bit number: a range of half of that would no longer be even.
        return min > max ? $"min ({min}) is greater than max ({max})" : max - (Int128)min >= 1L << 40 ? "the range from min to max is larger than 2^40" : null;
    }

    /// <inheritdoc/>
    public override string Sql(MaskedColumn column, MaskRule rule)
    {
        var (min, max) = Range(rule);
        var bits = $"('x' || pg_catalog.left(pg_catalog.encode({Pseudonym.Sql(column.FamilyAddress, column.RowKey)}, 'hex'), 16))::pg_catalog.bit(64)::pg_catalog.int8";
        return string.Create(CultureInfo.InvariantCulture, $"({min} + pg_catalog.mod({bits} & 9223372036854775807, {max - min + 1}))");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extremes(MaskRule rule)
    {
        var (min, max) = Range(rule);
        return [$"({min})", $"({max})"];
    }

    private static (long Min, long Max) Range(MaskRule rule) => (rule.Parameters.WholeNumber("min") ?? 0, rule.Parameters.WholeNumber("max") ?? 99999);

    private static int Digits(long min, long max) =>
        Math.Max(min.ToString(CultureInfo.InvariantCulture).Length, max.ToString(CultureInfo.InvariantCulture).Length);
}
