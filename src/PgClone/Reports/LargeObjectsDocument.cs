using PgClone.Resolution;

namespace PgClone.Reports;

/// <summary>The large objects of a <see cref="CloneDocument"/>.</summary>
/// <param name="Creates">Those that the target lacks.</param>
/// <param name="Replaces">Those whose bytes are other ones.</param>
/// <param name="Alters">Those with another owner, other privileges or another comment.</param>
/// <param name="Drops">Those that left the source, where the plan prunes.</param>
/// <param name="Bytes">Bytes to copy.</param>
public sealed record LargeObjectsDocument(long Creates, long Replaces, long Alters, long Drops, long Bytes)
{
    internal static LargeObjectsDocument? Of(LargeObjectDecision? objects) => objects is null or { IsUnchanged: true } ? null
        : new(objects.Creates, objects.Replaces, objects.Alters, objects.Drops, objects.Bytes);
}
