using PgClone.Postgres.Catalog.Access;
using PgClone.Postgres.LargeObjects;
using PgClone.Postgres.Sql;

namespace PgClone.Steps;

/// <summary>What makes a large object of the target as it should be. Plan and run judge by the same terms, whatever came to the source between them.</summary>
public sealed record LargeObjectTerms
{
    /// <summary>True when comments are cloned.</summary>
    public required bool Comments { get; init; }

    /// <summary>True when privileges are cloned.</summary>
    public required bool Privileges { get; init; }

    /// <summary>True when objects of ours that left the source go.</summary>
    public required bool Prunes { get; init; }

    /// <summary>Who should own and use the objects, by their class on the source.</summary>
    public required ValueList<LargeObjectAccess> Access { get; init; }

    /// <summary>Objects of others on the target that stand where the source has other ones, and that a conflict rule leaves as they are.</summary>
    public ValueList<uint> LeftAlone { get; init; } = [];

    /// <summary>The access that an object of the source should have on the target, where it has <paramref name="here"/>; null for a class that these terms do not know.</summary>
    public ObjectAccess? Desired(LargeObjectRow source, ObjectAccess here)
    {
        if (Access.FirstOrDefault(item => item.Class == source.Class) is not { } wanted) return null;
        var owner = wanted.Owner ?? here.Owner!;
        return new(owner, Privileges ? Postgres.Catalog.Access.Privileges.Of(wanted.Granted, wanted.Revoked).OwnedBy(owner) : here.Privileges);
    }

    /// <summary>True when the bytes are other ones, or not for us to see.</summary>
    public static bool IsOther(LargeObjectRow source, LargeObjectRow target) => source.Digest != target.Digest || source.Size != target.Size || target.Digest is null;

    /// <summary>True when owner, privileges or comment are other ones.</summary>
    public bool IsUsedOtherwise(LargeObjectRow source, LargeObjectRow target, ObjectAccess here) =>
        (Comments && source.Comment != target.Comment) || Desired(source, here) != here;
}
