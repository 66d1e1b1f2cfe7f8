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
        var guards = stands ? Guards(clone, identity) : [];
        return new()
        {
            Rows = table.Rows,
            Truncates = table.Action == RowAction.Reload,
            Before = guards.Select(guard => guard.Before).ToValueList(),
            Afterwards = guards.SelectMany(guard => guard.Afterwards).ToValueList(),
            EstimatedRows = table.SourceDigest?.Rows ?? table.Size.EstimatedRows,
            Bytes = table.Size.Bytes,
            // TRUNCATE keeps everybody out; a COPY into a new table disturbs nobody.
            Locks = [new(families.Root(table.Rows.Table), stands)],
        };
    }

    /// <summary>What of a table that stands would meddle with the rows as they arrive, and how it is put back.</summary>
    private static List<(Statement Before, IEnumerable<Statement> Afterwards)> Guards(ResolvedClone clone, ObjectIdentity table)
    {
        var guards = new List<(Statement, IEnumerable<Statement>)>();
        var triggers = clone.Objects.Where(item => item.Identity.Kind == "trigger" && item.Current?.Owner == table && item.Action == ObjectAction.Unchanged)
            .Select(item => item.Current!).Cast<Postgres.Catalog.Trigger.TriggerObject>().ToList();
        var alter = $"ALTER TABLE ONLY {new QualifiedName(table.Schema!, table.Name).Sql}";
        if (clone.Target.Objects.Keys.Any(item => item.Kind == "trigger" && item.Schema == table.Schema && item.Name == table.Name))
            guards.Add(($"{alter} DISABLE TRIGGER USER", triggers.SelectMany(trigger => trigger.RestoreState()).Prepend($"{alter} ENABLE TRIGGER USER")));
        if (clone.Target.Objects.GetValueOrDefault(table) is TableObject { ForceRowSecurity: true })
            guards.Add(($"{alter} NO FORCE ROW LEVEL SECURITY", [$"{alter} FORCE ROW LEVEL SECURITY"]));
        return guards;
    }
}
