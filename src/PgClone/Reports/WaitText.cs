using PgClone.Postgres.Connect;
using PgClone.Postgres.Sql;

namespace PgClone.Reports;

/// <summary>What a step waits for, for people.</summary>
public static class WaitText
{
    private const int MostHolders = 3;
    private const int LongestStatement = 80;

    /// <summary>The sentence, to stand behind the name of the step: whom it waits for, and what these do. Values in their statements are left out.</summary>
    public static string Render(LockWait wait)
    {
        var where = wait.Relation is { } relation ? $" for {Visible.Of(relation)}" : "";
        var more = wait.Holders.Count > MostHolders ? $", and {Amount.Count(wait.Holders.Count - MostHolders)} more" : "";
        return $"waits{where}, which others have locked: {string.Join("; ", wait.Holders.Take(MostHolders).Select(Holder))}{more}";
    }

    private static string Holder(LockHolder holder)
    {
        if (holder.Process == 0) return "a prepared transaction (pg_prepared_xacts)";
        var who = string.Join(", ", new[] { holder.User, holder.Application, holder.State }.Where(word => !string.IsNullOrEmpty(word)).Select(word => Visible.Of(word!)));
        return $"pid {holder.Process}{(who.Length > 0 ? $" ({who})" : "")}{(holder.Query is { Length: > 0 } query ? $": {Statement(query)}" : "")}";
    }

    private static string Statement(string query)
    {
        var shape = Visible.Shape(query);
        return shape.Length > LongestStatement ? shape[..LongestStatement] + "…" : shape;
    }
}
