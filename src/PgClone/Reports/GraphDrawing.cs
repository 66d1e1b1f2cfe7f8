namespace PgClone.Reports;

/// <summary>A graph to draw.</summary>
/// <param name="Nodes">The names of the nodes.</param>
/// <param name="Edges">What leads where.</param>
public sealed record GraphDrawing(IReadOnlyList<string> Nodes, IReadOnlyList<GraphEdge> Edges);
