namespace PgClone.Resolution;

/// <summary>What happens to the rows of a table.</summary>
public enum RowAction
{
    /// <summary>They are equal on both sides, by digest.</summary>
    Unchanged,

    /// <summary>The table is new and is filled.</summary>
    Copy,

    /// <summary>Some of them differ: those are deleted, inserted and updated.</summary>
    Merge,

    /// <summary>They differ: all of them are replaced.</summary>
    Reload,

    /// <summary>The plan asks for no rows, or a conflict rule says to leave the table.</summary>
    None,
}
