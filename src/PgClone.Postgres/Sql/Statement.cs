using System.Text.Json.Serialization;

namespace PgClone.Postgres.Sql;

/// <summary>One SQL statement without its semicolon, and what it may do to others.</summary>
public sealed record Statement(string Sql, Hazard Hazard = Hazard.None)
{
    /// <summary>
    /// True when what it makes can only be used after a commit, such as a new enum label. Default false: it may share a transaction.
    /// </summary>
    public bool CommitsAlone { get; init; }

    /// <summary>
    /// The object of the source whose values go where the text has a <see cref="SecretPlace"/>; null for a text that is complete. They are read
    /// from the source when the statement is run and stand nowhere else, so that whatever shows or saves a statement cannot give them away.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SecretsOf { get; init; }

    /// <summary>
    /// True when it only gives up a name or what stands in the way of others, or holds what others would take along: it comes with the drops. Default false.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ComesFirst { get; init; }

    /// <summary>
    /// True when the server refuses it because of rows that are there, or would refuse because of it rows that come: it comes after these. Default false.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool TestsRows { get; init; }

    /// <summary>
    /// True when it takes a table away from one above it: it comes before all drops, so that none takes the table along. Default false.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Leaves { get; init; }

    /// <summary>
    /// True when it puts a table below another, where its rows, indexes and constraints must fit: it comes after all of these. Default false.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Joins { get; init; }

    /// <summary>Text is a statement; so that writers can list both.</summary>
    public static implicit operator Statement(string sql) => new(sql);

    /// <inheritdoc/>
    public override string ToString() => Sql;
}
