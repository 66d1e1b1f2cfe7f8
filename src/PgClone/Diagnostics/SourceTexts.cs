using PgClone.Postgres.Sql;

namespace PgClone.Diagnostics;

/// <summary>The files read so far, so that a diagnostic can show the line it speaks of.</summary>
public sealed record SourceTexts
{
    /// <summary>The files, each once.</summary>
    public ValueList<SourceText> Files { get; init; }

    /// <summary>The line of a location, or null when its file was not read.</summary>
    public string? LineOf(SourceLocation location) =>
        Files.FirstOrDefault(f => f.File == location.File)?.Line(location.Line);
}
