using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog;

/// <summary>
/// What the actions of ALTER TABLE and its likes do to others: AlterTableGetLockLevel in src/backend/commands/tablecmds.c, lockmode in
/// src/backend/access/common/reloptions.c, and the notes of the manual page of ALTER TABLE.
/// </summary>
internal static class AlterActions
{
    /// <summary>They take SHARE UPDATE EXCLUSIVE, which neither reads nor writes wait for.</summary>
    private static readonly string[] Harmless = ["SET STATISTICS", "CLUSTER ON", "SET WITHOUT CLUSTER", "VALIDATE CONSTRAINT"];

    /// <summary>The storage parameters that are changed under ACCESS EXCLUSIVE; all others under SHARE UPDATE EXCLUSIVE.</summary>
    private static readonly string[] HeavyOptions = ["user_catalog_table", "fastupdate", "gin_pending_list_limit", "buffering", "pages_per_range", "autosummarize"];

    /// <summary>What an action does, such as <c>SET STORAGE main</c>, of a relation or of a column of it.</summary>
    public static Hazard HazardOf(string action)
    {
        if (action.StartsWith("SET (", StringComparison.Ordinal) || action.StartsWith("RESET (", StringComparison.Ordinal))
            return HeavyOptions.Any(option => ExpressionLexer.Mentions(action, option)) ? Hazard.BlocksReads : Hazard.None;
        return action switch
        {
            _ when Harmless.Any(start => action.StartsWith(start, StringComparison.Ordinal)) => Hazard.None,
            // Whoever a policy kept from rows sees and changes them.
            "DISABLE ROW LEVEL SECURITY" or "NO FORCE ROW LEVEL SECURITY" => Hazard.BlocksReads | Hazard.WidensPrivileges,
            "SET LOGGED" or "SET UNLOGGED" => Hazard.BlocksReads | Hazard.RewritesTable,
            _ when IsOfTrigger(action) => Hazard.BlocksWrites,
            _ => Hazard.BlocksReads,
        };
    }

    // SHARE ROW EXCLUSIVE, while rules are changed under ACCESS EXCLUSIVE.
    private static bool IsOfTrigger(string action) => (action.StartsWith("ENABLE ", StringComparison.Ordinal) || action.StartsWith("DISABLE ", StringComparison.Ordinal))
        && action.Contains("TRIGGER ", StringComparison.Ordinal) && !action.Contains("RULE ", StringComparison.Ordinal);
}
