namespace PgClone.Postgres.LargeObjects;

/// <summary>What one side has of one large object.</summary>
public readonly record struct LargeObjectRow
{
    /// <summary>Its number, which rows of tables refer to.</summary>
    public required uint Oid { get; init; }

    /// <summary>Its length in bytes, holes included; 0 where contents are not asked for, or not for the role to read.</summary>
    public required long Size { get; init; }

    /// <summary>The digest of its contents; null where they are not asked for, or not for the role to read.</summary>
    public required long? Digest { get; init; }

    /// <summary>Its owner and privileges, as a key of <see cref="LargeObjectSet.Access"/>.</summary>
    public required string Class { get; init; }

    /// <summary>The text of COMMENT ON; null when it has none.</summary>
    public required string? Comment { get; init; }

    /// <summary>True when it fits the condition that was asked for.</summary>
    public required bool IsMarked { get; init; }
}
