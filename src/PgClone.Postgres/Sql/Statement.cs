namespace PgClone.Postgres.Sql;

/// <summary>One SQL statement without its semicolon, and what it may do to others.</summary>
public sealed record Statement(string Sql, Hazard Hazard = Hazard.None)
{
    /// <summary>
    /// True when what it makes can only be used after a commit, such as a new enum label. Default false: it may share a transaction.
    /// </summary>
    public bool CommitsAlone { get; init; }

    /// <summary>Text is a statement; so that writers can list both.</summary>
    public static implicit operator Statement(string sql) => new(sql);

    /// <inheritdoc/>
    public override string ToString() => Sql;
}
