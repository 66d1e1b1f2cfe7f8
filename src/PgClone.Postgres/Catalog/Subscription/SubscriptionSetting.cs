namespace PgClone.Postgres.Catalog.Subscription;

/// <summary>A setting of WITH and SET of a subscription.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value as SQL.</param>
/// <param name="Default">The value that it has without being named, on every server that knows it; null where servers disagree.</param>
internal sealed record SubscriptionSetting(string Name, string Value, string? Default)
{
    /// <summary>Name and value.</summary>
    public string Sql => $"{Name} = {Value}";
}
