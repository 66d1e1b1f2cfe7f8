using PgClone.Steps;

namespace PgClone.Resolution;

/// <summary>What is to become of the large objects of the target, all together.</summary>
public sealed record LargeObjectDecision
{
    /// <summary>Those that the target lacks.</summary>
    public required long Creates { get; init; }

    /// <summary>Those whose bytes are other ones.</summary>
    public required long Replaces { get; init; }

    /// <summary>Those that are right but for owner, privileges or comment.</summary>
    public required long Alters { get; init; }

    /// <summary>Those of ours that left the source, where the plan prunes.</summary>
    public required long Drops { get; init; }

    /// <summary>Those of ours that left the source and stay.</summary>
    public required long Stays { get; init; }

    /// <summary>Those that are as they should be.</summary>
    public required long Unchanged { get; init; }

    /// <summary>The bytes to copy: exact where contents were compared, else what they take on the source's disk.</summary>
    public required long Bytes { get; init; }

    /// <summary>By what each is judged.</summary>
    public required LargeObjectTerms Terms { get; init; }

    /// <summary>True when nothing is to do.</summary>
    public bool IsUnchanged => Creates + Replaces + Alters + Drops == 0;
}
