namespace PgClone.Reports;

/// <summary>What a comparison of the rows of a table came to.</summary>
public enum RowVerdict
{
    /// <summary>The target holds exactly the rows that it should.</summary>
    Equal,

    /// <summary>It does not.</summary>
    Differs,

    /// <summary>The plan leaves the rows to others.</summary>
    NotCompared,
}
