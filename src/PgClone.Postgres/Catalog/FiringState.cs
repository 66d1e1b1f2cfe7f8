using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog;

/// <summary>When a trigger or rule fires (tgenabled, ev_enabled).</summary>
public static class FiringState
{
    /// <summary>The actions of ALTER TABLE by letter of the catalog.</summary>
    private static readonly Dictionary<string, string> Actions = new(StringComparer.Ordinal)
    {
        ["O"] = "ENABLE", ["D"] = "DISABLE", ["R"] = "ENABLE REPLICA", ["A"] = "ENABLE ALWAYS",
    };

    /// <summary>It never fires.</summary>
    public const string Disabled = "D";

    /// <summary>How a trigger or rule fires when it was just made.</summary>
    public const string Initial = "O";

    /// <summary>Not at all.</summary>
    public const string Never = "D";

    /// <summary>The action of ALTER that brings about a state.</summary>
    public static string Action(string state) => Actions[state];

    /// <summary>True for a state in which sessions that are no replica's fire it.</summary>
    public static bool IsOfOrdinarySessions(string state) => state is "O" or "A";

    /// <summary>The ALTER TABLE that brings <c>TRIGGER name</c> or <c>RULE name</c> of a relation into a state. Partitions are left alone.</summary>
    public static Statement Set(QualifiedName relation, string what, string state) =>
        new($"ALTER TABLE ONLY {relation.Sql} {Actions[state]} {what}", AlterActions.HazardOf($"{Actions[state]} {what}"));
}
