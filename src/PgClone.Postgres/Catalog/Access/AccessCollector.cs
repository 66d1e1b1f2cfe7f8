using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Access;

/// <summary>Gathers the rows of <see cref="AccessQueries"/> and hands each object its own.</summary>
internal sealed class AccessCollector
{
    private readonly Dictionary<ObjectIdentity, string> _owners = [];
    private readonly Dictionary<ObjectIdentity, (List<Privilege> Granted, List<Privilege> Revoked)> _privileges = [];
    private readonly Dictionary<ObjectIdentity, List<SecurityLabel>> _labels = [];

    /// <summary>Takes a row of <see cref="AccessQueries.Owners"/>.</summary>
    public void AddOwner(ObjectIdentity item, CatalogRow row) => _owners[item] = row.Text("owner");

    /// <summary>Takes a row of <see cref="AccessQueries.Privileges"/>.</summary>
    public void AddPrivilege(ObjectIdentity item, CatalogRow row)
    {
        if (!_privileges.TryGetValue(item, out var lists)) _privileges[item] = lists = ([], []);
        (row.Truth("granted") ? lists.Granted : lists.Revoked).Add(new()
        {
            Grantee = row.OptionalText("grantee"),
            Grantor = row.OptionalText("grantor"),
            Word = row.Text("word"),
            Place = row.Number("place"),
            Column = row.OptionalText("column_name"),
            Grantable = row.Truth("grantable"),
            On = row.Truth("is_part")
                ? new(row.Text("part_word"), row.OptionalText("part_schema"), row.Text("part_name"), row.OptionalText("part_arguments")) : null,
        });
    }

    /// <summary>Takes a row of <see cref="AccessQueries.Labels"/>.</summary>
    public void AddLabel(ObjectIdentity item, CatalogRow row)
    {
        if (!_labels.TryGetValue(item, out var list)) _labels[item] = list = [];
        list.Add(new(row.Text("provider"), row.OptionalText("column_name"), row.Text("label")));
    }

    /// <summary>The objects, each with its access; none for what belongs to another and shares that one's, as an index does.</summary>
    public Dictionary<ObjectIdentity, CatalogObject> Attach(IReadOnlyDictionary<ObjectIdentity, CatalogObject> objects) =>
        objects.ToDictionary(pair => pair.Key, pair => pair.Value.Owner is null || _owners.ContainsKey(pair.Key) ? pair.Value with { Access = Of(pair.Key) } : pair.Value);

    private ObjectAccess Of(ObjectIdentity item) => new(
        _owners.GetValueOrDefault(item),
        _privileges.TryGetValue(item, out var lists) ? Privileges.Of(lists.Granted, lists.Revoked) : Privileges.Default)
    {
        Labels = _labels.TryGetValue(item, out var labels) ? labels.ToValueList() : [],
    };
}
