using PgClone.Resolution;

namespace PgClone.Reports;

/// <summary>Large objects for people: how many, never which.</summary>
internal static class LargeObjectText
{
    /// <summary>What is to be done.</summary>
    public static string Of(LargeObjectDecision objects) => Join(
        (objects.Creates, "to make"), (objects.Replaces, "to write anew"), (objects.Alters, "to change in owner, privileges or comment"), (objects.Drops, "to drop"));

    /// <summary>What of the target goes.</summary>
    public static string Destroyed(LargeObjectDecision objects) => Join((objects.Replaces, "are written anew"), (objects.Drops, "are dropped"));

    /// <summary>How the target differs.</summary>
    public static string Drift(LargeObjectDecision objects) => Join(
        (objects.Creates, "only in source"),
        (objects.Replaces, "with other bytes"),
        (objects.Alters, "with another owner, other privileges or another comment"),
        (objects.Drops, "only in target"));

    private static string Join(params (long Count, string What)[] parts) =>
        string.Join(", ", parts.Where(part => part.Count > 0).Select(part => $"{Amount.Count(part.Count)} {part.What}"));
}
