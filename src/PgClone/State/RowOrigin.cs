using PgClone.Postgres.Catalog;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Rows;

namespace PgClone.State;

/// <summary>Where the rows of a table come from: which rows of the source, and when they were read.</summary>
/// <param name="Definition">The fingerprint of what they are: columns, masks and the key of these.</param>
/// <param name="Moment">When the source was read.</param>
/// <param name="File">Where they lay.</param>
public sealed record RowOrigin(string Definition, Moment Moment, TableFile File)
{
    /// <summary>The origin of rows that are read now.</summary>
    public static RowOrigin Of(RowSet rows, string? keyId, Moment moment, TableFile file) => new(DefinitionOf(rows, keyId), moment, file);

    /// <summary>See <see cref="Definition"/>.</summary>
    public static string DefinitionOf(RowSet rows, string? keyId)
    {
        var whole = rows with { Pages = null, Choice = null, Since = null };
        return Fingerprint.Of($"{whole.SourceDigest(1)}\n{whole.TargetDigest(1)}\n{keyId}");
    }
}
