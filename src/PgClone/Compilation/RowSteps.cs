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

    public RowSteps(ResolvedClone clone, TableFamilies families)
    {
        var made = clone.Objects.Where(item => item.IsMade).Select(item => item.Identity).ToHashSet();
        _steps = clone.Tables.Where(table => table.Action is RowAction.Copy or RowAction.Reload)
            .Select(table => Step(clone, table, families, made)).ToDictionary(step => step.Rows.Table);
    }

    /// <summary>The steps, in the order of names.</summary>
    public IEnumerable<CopyRows> Steps => _steps.Values;

    /// <summary>The step that fills a table; null when its rows stay.</summary>
    public StepId? IdOf(QualifiedName table) => _steps.TryGetValue(table, out var step) ? step.Id : null;

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
