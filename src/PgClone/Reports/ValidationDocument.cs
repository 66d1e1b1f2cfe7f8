using PgClone.Diagnostics;
using PgClone.Postgres.Sql;

namespace PgClone.Reports;

/// <summary>The stable JSON shape of what is wrong with a clone plan; schemas/validate.schema.json describes it.</summary>
/// <param name="Valid">True when nothing is an error.</param>
/// <param name="Diagnostics">What is wrong or worth knowing, in the order of the file.</param>
public sealed record ValidationDocument(bool Valid, ValueList<Diagnostic> Diagnostics)
{
    /// <summary>The version of the shape; it changes when a reader of the old one would stumble.</summary>
    public int FormatVersion { get; } = 1;
}
