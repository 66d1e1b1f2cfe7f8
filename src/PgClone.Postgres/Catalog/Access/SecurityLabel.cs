namespace PgClone.Postgres.Catalog.Access;

/// <summary>What SECURITY LABEL says of an object. Only a server that has loaded the provider takes it.</summary>
/// <param name="Provider">The label provider.</param>
/// <param name="Column">The column it is about; null for the whole object.</param>
/// <param name="Label">The text.</param>
public sealed record SecurityLabel(string Provider, string? Column, string Label);
