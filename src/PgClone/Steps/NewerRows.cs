using System.Text.Json.Serialization;
using PgClone.Postgres.Rows;

namespace PgClone.Steps;

/// <summary>The rows of a table that came to the source or changed there since its rows were last known to be those of the target.</summary>
/// <param name="Since">The moment of the source; see <see cref="Postgres.Connect.Moment.Oldest"/>.</param>
/// <param name="Held">The rows of the target, all of them as they were left.</param>
/// <param name="Kept">How to tell these.</param>
public sealed record NewerRows(ulong Since, long Held, KeptRows Kept)
{
    /// <summary>Where they are on the source, as its snapshot sees it; null for anywhere. Of no use once a saved plan is read: another snapshot may see them elsewhere.</summary>
    [JsonIgnore]
    public PageRange? Pages { get; init; }
}
