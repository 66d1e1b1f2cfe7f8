using PgClone.Plans;

namespace PgClone.Masks;

/// <summary>
/// 32 hex digits of HMAC-SHA256 under masks.key: equal values stay equal, different ones different, and nobody without the key can try values.
/// <c>domain</c> names what is linked: columns of one domain give the same value the same pseudonym. Default: the column alone, with those of
/// its name in the partitions and children of the table.
/// </summary>
public sealed class HashMask : Mask
{
    // 128 bits: two of a billion different values meet with a chance of 1 in 10^21.
    private const int Digits = 32;

    /// <inheritdoc/>
    public override string Name => "hash";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters => ["domain"];

    /// <inheritdoc/>
    public override bool NeedsKey => true;

    /// <inheritdoc/>
    public override bool KeepsUnique => true;

    /// <inheritdoc/>
    public override string? Refusal(MaskedColumn column, MaskRule rule) =>
TextOnly(column, Digits);

    /// <inheritdoc/>
    public override string Sql(MaskedColumn column, MaskRule rule) =>
        $"pg_catalog.left(pg_catalog.encode({Pseudonym.Sql(rule.Parameters.Text("domain") ?? column.FamilyAddress, $"{column.Value}::pg_catalog.text")}, 'hex'), {Digits})";
}
