using System.Text.Json;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog;

/// <summary>How the values of a column are stored and sampled: what only ALTER says on all versions.</summary>
public sealed record ColumnSettings
{
    /// <summary>PLAIN, EXTERNAL, EXTENDED or MAIN; null when it is the one of the type.</summary>
    public required string? Storage { get; init; }

    /// <summary>The storage that the type itself asks for.</summary>
    public required NotCompared<string> TypeStorage { get; init; }

    /// <summary>pglz or lz4; null for the server's default.</summary>
    public required string? Compression { get; init; }

    /// <summary>The statistics target, null when it is the server's default.</summary>
    public required long? StatisticsTarget { get; init; }

    /// <summary>Attribute options such as n_distinct=5.</summary>
    public required ValueList<string> Options { get; init; }

    /// <summary>Members of a JSON object that <see cref="Read"/> wants, over pg_attribute <c>a</c> and its pg_type <c>t</c>.</summary>
    public static string Members => $"""
        'storage', CASE WHEN a.attstorage <> t.typstorage THEN {StorageWord("a.attstorage")} END,
        'type_storage', {StorageWord("t.typstorage")},
        'compression', CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END,
        'statistics', NULLIF(a.attstattarget, -1),
        -- A marker that one distribution's server writes on every new column: no option, and no other server takes it.
        'options', ARRAY(SELECT o FROM pg_catalog.unnest(a.attoptions) o WHERE o NOT LIKE 'pg\_attver=%' ORDER BY o)
        """;

    /// <summary>The settings of a column that was read with <see cref="Members"/>.</summary>
    public static ColumnSettings Read(JsonElement part) => new()
    {
        Storage = part.Text("storage"),
        TypeStorage = part.Text("type_storage")!,
        Compression = part.Text("compression"),
        StatisticsTarget = part.Number("statistics"),
        Options = part.Texts("options"),
    };

    /// <summary>The actions of ALTER COLUMN that a fresh column needs.</summary>
    public IEnumerable<string> Actions()
    {
        if (Storage is not null) yield return $"SET STORAGE {Storage}";
        if (Compression is not null) yield return $"SET COMPRESSION {Compression}";
        if (StatisticsTarget is { } target) yield return $"SET STATISTICS {target}";
        if (Options.Count > 0) yield return $"SET ({RelationOptions.List(Options)})";
    }

    /// <summary>The actions of ALTER COLUMN from these settings to others.</summary>
    public IEnumerable<string> ActionsTo(ColumnSettings desired)
    {
        if (Storage != desired.Storage) yield return $"SET STORAGE {desired.Storage ?? desired.TypeStorage.Value}";
        if (Compression != desired.Compression) yield return $"SET COMPRESSION {desired.Compression ?? "default"}";
        if (StatisticsTarget != desired.StatisticsTarget) yield return $"SET STATISTICS {desired.StatisticsTarget ?? -1}";
        foreach (var action in RelationOptions.Changes(Options, desired.Options)) yield return action;
    }

    private static string StorageWord(string storage) =>
        $"CASE {storage} WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END";
}
