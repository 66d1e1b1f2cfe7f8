namespace PgClone.Postgres.Sql;

/// <summary>One statement of a script.</summary>
public sealed record ScriptStatement
{
    /// <summary>The statement without its semicolon and without the comments before it.</summary>
    public required string Sql { get; init; }

    /// <summary>The lines that follow a <c>COPY … FROM stdin</c>, without the closing <c>\.</c>; null for other statements.</summary>
    public string? Rows { get; init; }
}
