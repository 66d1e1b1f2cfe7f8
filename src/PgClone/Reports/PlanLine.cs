using PgClone.Postgres.Sql;

namespace PgClone.Reports;

/// <summary>A line of a plan for people, without indentation.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Depth">0 for an object or table, 1 for a statement that changes it.</param>
/// <param name="Destroys">True for what goes, or is made again, with all it holds.</param>
internal sealed record PlanLine(string Text, int Depth = 0, bool Destroys = false)
{
    /// <summary>What it says, on one line whatever names are in it.</summary>
    public string Text { get; } = Visible.Of(Text);
}
