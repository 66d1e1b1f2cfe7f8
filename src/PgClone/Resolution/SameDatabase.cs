using PgClone.Postgres.Connect;

namespace PgClone.Resolution;

/// <summary>Proves whether two sessions work in one database: a mark that one sets is seen by the other, or not.</summary>
public static class SameDatabase
{
    /// <summary>True when both sessions work in the same database of the same server.</summary>
    public static async Task<bool> IsSameAsync(ReadSession source, ReadSession target, CancellationToken cancellation)
    {
        await using var mark = await DatabaseMark.SetAsync(source, cancellation);
        return await mark.IsSeenAsync(target, cancellation);
    }
}
