namespace PgClone.Cli.Arguments;

/// <summary>The forms of a result.</summary>
public enum OutputFormat
{
    /// <summary>For people at a terminal.</summary>
    Text,

    /// <summary>A stable shape for programs.</summary>
    Json,

    /// <summary>A comment on a pull request.</summary>
    Markdown,
}
