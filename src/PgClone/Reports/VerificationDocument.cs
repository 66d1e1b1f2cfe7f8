using PgClone.Postgres.Sql;

namespace PgClone.Reports;

/// <summary>The stable JSON shape of a comparison of rows; schemas/verify.schema.json describes it.</summary>
/// <param name="Clones">The clones, in the order of the plan.</param>
public sealed record VerificationDocument(ValueList<VerifiedClone> Clones)
{
    /// <summary>The version of the shape; it changes when a reader of the old one would stumble.</summary>
    public int FormatVersion { get; } = 1;
}
