using PgClone.Resolution;

namespace PgClone.Reports;

/// <summary>The contents of the large objects of one clone.</summary>
/// <param name="Verdict">Equal or Differs.</param>
/// <param name="Equal">How many are as they should be.</param>
/// <param name="Missing">How many the target lacks.</param>
/// <param name="Changed">How many hold other bytes there.</param>
/// <param name="Surplus">How many are there that the plan would drop.</param>
public sealed record VerifiedLargeObjects(RowVerdict Verdict, long Equal, long Missing, long Changed, long Surplus)
{
    /// <summary>What the plan says of them: owners, privileges and comments are no contents.</summary>
    public static VerifiedLargeObjects Of(LargeObjectDecision objects) => new(
        objects.Creates + objects.Replaces + objects.Drops == 0 ? RowVerdict.Equal : RowVerdict.Differs,
        objects.Unchanged + objects.Alters, objects.Creates, objects.Replaces, objects.Drops);
}
