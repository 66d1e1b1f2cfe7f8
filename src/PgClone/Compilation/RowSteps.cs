using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Sql;
using PgClone.Resolution;
using PgClone.Steps;

namespace PgClone.Compilation;

/// <summary>Makes the steps that fill tables.</summary>
internal sealed class RowSteps
{
    private readonly Dictionary<QualifiedName, CopyRows> _steps;
    private readonly Dictionary<QualifiedName, StepId> _configurations;

    public RowSteps(ResolvedClone clone, TableFamilies families)
    {
        var made = clone.Objects.Where(item => item.IsMade).Select(item => item.Identity).ToHashSet();
        _steps = clone.Tables.Where(table => table.Action is RowAction.Copy or RowAction.Reload)
            .Select(table => Step(clone, table, families, made)).ToDictionary(step => step.Rows.Table);
        Configuration = [.. clone.Configuration.Where(table => table.Action is RowAction.Copy or RowAction.Reload)
            .GroupBy(table => clone.Source.Configuration.Table(table.Rows.Table)!.Extension, StringComparer.Ordinal).Select(tables => Step(tables, made))];
        _configurations = Configuration.SelectMany(step => step.Tables.Select(table => (table.Rows.Table, step.Id))).ToDictionary();
    }

    /// <summary>The steps that fill tables of extensions, in the order of these.</summary>
    public IReadOnlyList<CopyConfiguration> Configuration { get; }

    /// <summary>The steps, in the order of names.</summary>
    public IEnumerable<CopyRows> Steps => _steps.Values;

    /// <summary>The step that fills a table; null when its rows stay.</summary>
    public StepId? IdOf(QualifiedName table) => _steps.TryGetValue(table, out var step) ? step.Id
        : _configurations.TryGetValue(table, out var id) ? id : null;

    /// <summary>The step that copies large objects.</summary>
    public static CopyLargeObjects Of(LargeObjectDecision objects) => new()
    {
        Creates = objects.Creates, Replaces = objects.Replaces, Alters = objects.Alters, Drops = objects.Drops, Bytes = objects.Bytes, Terms = objects.Terms,
    };

    private static CopyConfiguration Step(IGrouping<string, TableDecision> tables, HashSet<ObjectIdentity> made) => new()
    {
        Extension = tables.Key,
        Tables = tables.Select(table => new ConfigurationRows(table.Rows, made.Contains(ConfigurationDecisions.Identity(tables.Key)) ? ReplacedRows.OfScript
            : table.Action == RowAction.Reload ? ReplacedRows.OfUser : ReplacedRows.None)).ToValueList(),
        Bytes = tables.Sum(table => table.Size.Bytes),
        Locks = tables.Select(table => new StepLock(table.Rows.Table, true)).OrderBy(held => held.Table).ToValueList(),
    };

    private static CopyRows Step(ResolvedClone clone, TableDecision table, TableFamilies families, HashSet<ObjectIdentity> made)
    {
        var identity = new ObjectIdentity(TableKind.Word, table.Rows.Table.Schema, table.Rows.Table.Name);
        var stands = !made.Contains(identity);
        var isForced = clone.Source.Objects[identity] is TableObject { ForceRowSecurity: true };
        var alter = $"ALTER TABLE ONLY {table.Rows.Table.Sql}";
        return new()
        {
            Rows = table.Rows,
            Truncates = table.Action == RowAction.Reload,
            IntoStanding = stands,
            // Its policies would bind the owner, who fills it.
            Before = isForced ? [$"{alter} NO FORCE ROW LEVEL SECURITY"] : [],
            Afterwards = isForced ? [$"{alter} FORCE ROW LEVEL SECURITY"] : [],
            EstimatedRows = table.SourceDigest?.Rows ?? table.Size.EstimatedRows,
            Bytes = table.Size.Bytes,
            // TRUNCATE keeps everybody out; a COPY into a new table disturbs nobody.
            Locks = [new(families.Root(table.Rows.Table), stands)],
        };
    }
}
