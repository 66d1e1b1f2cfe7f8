namespace PgClone.Reports;

/// <summary>An arrow of a <see cref="GraphDrawing"/>.</summary>
public sealed record GraphEdge(string From, string To, string? Label);
