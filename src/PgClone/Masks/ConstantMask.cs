using PgClone.Plans;
using PgClone.Postgres.Sql;

namespace PgClone.Masks;

/// <summary>Every value, NULL included, becomes <c>value</c> (default REDACTED, for text columns only).</summary>
public sealed class ConstantMask : Mask
{
    /// <inheritdoc/>
    public override string Name => "constant";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters => ["value"];

    /// <inheritdoc/>
    public override string? Refusal(MaskedColumn column, MaskRule rule)
    {
        if (rule.Parameters.Text("value") is null && !column.IsText) return $"it needs a value for a column of type {column.Column.Type}";
        return Value(rule).Length > column.MaxLength ? $"its value has {Value(rule).Length} characters and the column holds {column.MaxLength}" : null;
    }

    /// <inheritdoc/>
    public override string Sql(MaskedColumn column, MaskRule rule) => Literal.Quote(Value(rule));

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extremes(MaskRule rule) => [Literal.Quote(Value(rule))];

    private static string Value(MaskRule rule) => rule.Parameters.Text("value") ?? "REDACTED";
}
