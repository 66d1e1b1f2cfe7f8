using System.Text;
using PgClone.Plans;
using PgClone.Steps;

namespace PgClone.Reports;

/// <summary>Draws graphs: the clones of a plan between their databases, or the steps of a saved plan.</summary>
public static class GraphText
{
    /// <summary>The clones of a plan: from each source to each target.</summary>
    public static GraphDrawing Of(ClonePlan plan) => new(
        plan.Sources.Select(source => source.Name).Concat(plan.Targets.Select(target => target.Name)).Distinct().ToList(),
        plan.Clones.Select(clone => new GraphEdge(clone.Source, clone.Target, clone.Name)).ToList());

    /// <summary>The steps of a graph: from each step to those that wait for it.</summary>
    public static GraphDrawing Of(StepGraph graph) => new(
        graph.Steps.Select(step => step.Id.Value).ToList(),
        graph.Steps.SelectMany(step => step.After.Select(earlier => new GraphEdge(earlier.Value, step.Id.Value, null))).ToList());

    /// <summary>Indented text: each node, and what it leads to.</summary>
    public static string Text(GraphDrawing drawing)
    {
        var text = new StringBuilder();
        var edges = drawing.Edges.ToLookup(edge => edge.From);
        foreach (var node in drawing.Nodes)
        {
            text.Append(node).Append('\n');
            foreach (var edge in edges[node]) text.Append($"  → {edge.To}{(edge.Label is null ? "" : $"  ({edge.Label})")}\n");
        }

        return text.ToString();
    }

    /// <summary>Graphviz.</summary>
    public static string Dot(GraphDrawing drawing)
    {
        var text = new StringBuilder("digraph pgclone {\n  rankdir=LR;\n  node [shape=box];\n");
        foreach (var node in drawing.Nodes) text.Append($"  {Quote(node)};\n");
        foreach (var edge in drawing.Edges)
            text.Append($"  {Quote(edge.From)} -> {Quote(edge.To)}{(edge.Label is null ? "" : $" [label={Quote(edge.Label)}]")};\n");
        return text.Append("}\n").ToString();

        static string Quote(string name) => $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>Mermaid, as pull requests draw it.</summary>
    public static string Mermaid(GraphDrawing drawing)
    {
        var text = new StringBuilder("flowchart LR\n");
        var ids = drawing.Nodes.Index().ToDictionary(pair => pair.Item, pair => $"n{pair.Index}");
        foreach (var node in drawing.Nodes) text.Append($"  {ids[node]}[\"{Escape(node)}\"]\n");
        foreach (var edge in drawing.Edges)
            text.Append($"  {ids[edge.From]} -->{(edge.Label is null ? "" : $"|\"{Escape(edge.Label)}\"|")} {ids[edge.To]}\n");
        return text.ToString();

        // Inside quotes only these two still mean something.
        static string Escape(string name) => name.Replace("#", "#35;", StringComparison.Ordinal).Replace("\"", "#quot;", StringComparison.Ordinal);
    }
}
