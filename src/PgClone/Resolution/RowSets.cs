using PgClone.Diagnostics;
using PgClone.Masks;
using PgClone.Plans;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Extension;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;
using PgClone.Selection;

namespace PgClone.Resolution;

/// <summary>Says for every selected table which rows it should hold: its columns, masked where a rule says so, and its filter.</summary>
public sealed class RowSets
{
    private readonly CloneDefinition _clone;
    private readonly DatabaseCatalog _source;
    private readonly DiagnosticBag _diagnostics;
    private readonly ColumnTraits _traits;
    private readonly MaskAssignment _masks;

    private RowSets(CloneDefinition clone, DatabaseCatalog source, DiagnosticBag diagnostics)
    {
        _clone = clone;
        _source = source;
        _diagnostics = diagnostics;
        _traits = new(source.Types);
        _masks = new(clone, source, diagnostics);
    }

    /// <summary>
    /// The row sets of the tables that hold rows, in the order of names, those of the selected extensions' configuration, and what their masks can make at
    /// most; rules that fit nothing are told to <paramref name="diagnostics"/>.
    /// </summary>
    public static (IReadOnlyList<RowSet> Rows, IReadOnlyList<RowSet> Configuration, IReadOnlyList<MaskExtreme> Extremes) For(
        CloneDefinition clone, SelectedObjects selected, DatabaseCatalog source, DiagnosticBag diagnostics)
    {
        var sets = new RowSets(clone, source, diagnostics);
        var tables = selected.Objects.Values.OfType<TableObject>().OrderBy(table => table.Name).ToList();
        var rows = tables.Where(table => table.HoldsRows).Select(sets.Rows).ToList();
        var configured = source.Configuration.Tables.Where(item => selected.Objects.ContainsKey(ConfigurationDecisions.Identity(item.Extension))).ToList();
        var configuration = configured.Select(item => sets.Rows(item.Table) with { Condition = item.Condition }).ToList();
        sets.CheckRules([.. tables, .. configured.Select(item => item.Table)]);
        foreach (var item in configured) sets.CheckColumns(item);
        return (rows, configuration, sets._masks.Extremes);
    }

    /// <summary>True when the plan wants the rows of a table, not only its definition.</summary>
    public static bool AreWanted(CloneDefinition clone, TableObject table, DatabaseCatalog source) =>
        TableRules.Last(clone.Data, rule => rule.Pattern, table, source)?.Copy ?? true;

    private RowSet Rows(TableObject table) => new()
    {
        Table = table.Name,
        Columns = table.Columns.Where(column => column.IsCopied).Select(column => new RowColumn
        {
            Name = column.Name,
            Expression = _masks.Expression(table, column),
            DigestPattern = _traits.DigestPattern(column.TypeOid.Value),
            IsBinarySafe = _traits.IsBinarySafe(column.TypeOid.Value),
        }).ToValueList(),
        Where = TableRules.Rows(_clone, table, _source)?.Where,
    };

    /// <summary>The table is the extension's: nobody makes it with fewer columns.</summary>
    private void CheckColumns(ConfigurationTable item)
    {
        if (TableRules.Last(_clone.Filters, rule => rule.Pattern, item.Table, _source) is not { } filter || filter.IncludedColumns.Count + filter.ExcludedColumns.Count == 0) return;
        _diagnostics.Error(DiagnosticCodes.BadFilter, $"no column of {item.Table.Name} can be left out: it is a table of extension {item.Extension}", filter.Location,
            "mask the column, or filter the rows");
    }

    private void CheckRules(IReadOnlyCollection<TableObject> tables)
    {
        _masks.ReportUnused();
        foreach (var filter in _clone.Filters)
        {
            var matched = tables.Where(table => filter.Pattern.Matches(table.Name.ToString())).ToList();
            if (matched.Count == 0) Unmatched("filter", filter.Pattern, filter.Location, tables);
            else if (filter.Where is not null && matched.TrueForAll(table => table.Foreign is not null))
                _diagnostics.Error(DiagnosticCodes.FilterMatchesNothing, $"filter \"{filter.Pattern}\" has a where and matches foreign tables alone: none of their rows is copied",
                    filter.WhereLocation ?? filter.Location, "take the where away; what a foreign table shows is for its server to say");
        }

        // "*" is also what stands there when the plan says nothing, and a clone without tables is no mistake of it.
        foreach (var rule in _clone.Data.Where(rule => !rule.Pattern.TakesEverything && !tables.Any(table => rule.Pattern.Matches(table.Name.ToString()))))
            Unmatched("data rule", rule.Pattern, rule.Location, tables);
    }

    private void Unmatched(string what, Glob pattern, SourceLocation? location, IReadOnlyCollection<TableObject> tables) =>
        _diagnostics.Error(DiagnosticCodes.FilterMatchesNothing, $"{what} \"{pattern}\" matches no selected table", location,
            NearestName.DidYouMean(pattern.Pattern, tables.Select(table => table.Name.ToString())));
}
