using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Access;

namespace PgClone.Postgres.LargeObjects;

/// <summary>Gathers the rows of <see cref="LargeObjectQueries.Classes"/>.</summary>
internal sealed class LargeObjectClasses
{
    private readonly Dictionary<string, (string Owner, List<Privilege> Granted, List<Privilege> Revoked)> _classes = new(StringComparer.Ordinal);

    /// <summary>Takes a row: one privilege that differs from those of a new object, or none.</summary>
    public void Add(CatalogRow row)
    {
        if (!_classes.TryGetValue(row.Text("class"), out var found)) _classes[row.Text("class")] = found = (row.Text("owner"), [], []);
        if (row.OptionalTruth("granted") is not { } granted) return;
        (granted ? found.Granted : found.Revoked).Add(new()
        {
            Grantee = row.OptionalText("grantee"), Grantor = row.OptionalText("grantor"), Word = row.Text("word"), Grantable = row.Truth("grantable"),
        });
    }

    /// <summary>The access of each class.</summary>
    public Dictionary<string, ObjectAccess> Read() => _classes.ToDictionary(
        pair => pair.Key, pair => new ObjectAccess(pair.Value.Owner, Privileges.Of(pair.Value.Granted, pair.Value.Revoked)), StringComparer.Ordinal);
}
