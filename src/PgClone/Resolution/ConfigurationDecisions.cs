using PgClone.Diagnostics;
using PgClone.Plans;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Extension;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;
using PgClone.State;
using PgClone.Steps;

namespace PgClone.Resolution;

/// <summary>Decides what happens to the rows of the user in tables of extensions. The tables come and go with the extension, and belong to it.</summary>
internal sealed class ConfigurationDecisions
{
    private readonly CloneDefinition _clone;
    private readonly DatabaseCatalog _source;
    private readonly DatabaseCatalog _target;
    private readonly IReadOnlyDictionary<ObjectIdentity, ObjectDecision> _decisions;

    public ConfigurationDecisions(
        CloneDefinition clone, (DatabaseCatalog Source, DatabaseCatalog Target) catalogs, IReadOnlyDictionary<ObjectIdentity, ObjectDecision> decisions, IEnumerable<RowSet> rows)
    {
        _clone = clone;
        (_source, _target) = catalogs;
        _decisions = decisions;
        Rows = [.. rows.Select(set => set with { TargetCondition = _target.Configuration.Table(set.Table)?.Condition })];
    }

    /// <summary>The rows of the user that tables of the clone's extensions should hold, each table behind those that it refers to.</summary>
    public IReadOnlyList<RowSet> Rows { get; }

    /// <summary>Those that the plan wants copied.</summary>
    public IEnumerable<RowSet> Wanted => Rows.Where(Wants);

    /// <summary>Those that must be counted on the source.</summary>
    public IEnumerable<RowSet> CountedOnSource => Rows.Where(rows => NeedsDigests(rows) && _source.Sizes.GetValueOrDefault(rows.Table).Bytes > 0);

    /// <summary>Those that must be counted on the target.</summary>
    public IEnumerable<RowSet> CountedOnTarget => Rows.Where(rows => NeedsDigests(rows) && _target.Sizes.GetValueOrDefault(rows.Table).Bytes > 0);

    /// <summary>Tells of columns that the extension of the target does not have: it is another version.</summary>
    public void CheckColumns(DiagnosticBag diagnostics)
    {
        foreach (var rows in Wanted)
            if (_target.Configuration.Table(rows.Table) is { Table: { } here }
                && rows.Columns.FirstOrDefault(column => here.Columns.All(other => other.Name != column.Name)) is { } column)
                diagnostics.Error(DiagnosticCodes.UnknownColumn,
                    $"{rows.Table} of extension {Of(rows).Extension} has no column {column.Name} on the target, where the extension is another version",
                    _clone.Location, $"bring the extension to the version of the source, or say data: {{ \"{rows.Table}\": none }}");
    }

    /// <summary>A decision on every table, given the digests of those that had to be counted.</summary>
    public IReadOnlyList<TableDecision> Decide(
        (IReadOnlyDictionary<QualifiedName, RowDigest> Source, IReadOnlyDictionary<QualifiedName, RowDigest> Target) digests,
        (DefinitionComparison Comparison, Ledger Ledger) known, DiagnosticBag diagnostics)
    {
        var decided = new List<TableDecision>();
        foreach (var rows in Rows)
        {
            var table = Protect(Decide(rows, digests.Source, digests.Target), known, diagnostics);
            // Rows that others refer to cannot go before these.
            var referenced = decided.FirstOrDefault(other => other.Action == RowAction.Reload && Of(rows).References.Contains(other.Rows.Table));
            decided.Add(table.Action == RowAction.Unchanged && referenced is not null
                ? table with { Action = RowAction.Reload, Reason = $"refers to {referenced.Rows.Table}, whose rows are replaced" } : table);
        }

        return decided;
    }

    private TableDecision Decide(RowSet rows, IReadOnlyDictionary<QualifiedName, RowDigest> source, IReadOnlyDictionary<QualifiedName, RowDigest> target)
    {
        var extension = Extension(rows);
        var (there, here) = NeedsDigests(rows) ? (source.GetValueOrDefault(rows.Table) ?? RowDigest.Empty, target.GetValueOrDefault(rows.Table) ?? RowDigest.Empty) : (null, null);
        var (action, reason) = !Wants(rows) ? (RowAction.None, extension.Action == ObjectAction.Skip ? "conflict rule: skip" : "the plan copies no rows")
            : extension.IsMade ? (RowAction.Copy, "new extension")
            : there is null ? (RowAction.Reload, "its extension changes")
            : there == here ? (RowAction.Unchanged, "digests are equal")
            : (here!.Rows == 0 ? RowAction.Copy : RowAction.Reload, there.Rows == here.Rows ? "rows differ" : $"{here.Rows} rows on the target, {there.Rows} wanted");
        return new()
        {
            Rows = rows, Action = action, Reason = reason, Size = _source.Sizes.GetValueOrDefault(rows.Table), SourceDigest = there, TargetDigest = here,
        };
    }

    private TableDecision Protect(TableDecision table, (DefinitionComparison Comparison, Ledger Ledger) known, DiagnosticBag diagnostics)
    {
        if (table.Action != RowAction.Reload) return table;
        if (known.Ledger.Manages(Identity(Of(table.Rows).Extension)) || known.Ledger.Manages(CopyConfiguration.LedgerIdentity(table.Rows.Table))) return table;
        if (known.Comparison.RuleFor(Of(table.Rows).Table) == ConflictRule.Skip) return table with { Action = RowAction.None, Reason = "conflict rule: skip" };
        known.Comparison.Refuse(Of(table.Rows).Table, $"of extension {Of(table.Rows).Extension} is there already, with other rows", diagnostics);
        return table;
    }

    private bool NeedsDigests(RowSet rows) => Wants(rows) && !Extension(rows).IsMade && _target.Configuration.Table(rows.Table) is not null;

    private bool Wants(RowSet rows) => Extension(rows).Action != ObjectAction.Skip && RowSets.AreWanted(_clone, Of(rows).Table, _source);

    private ConfigurationTable Of(RowSet rows) => _source.Configuration.Table(rows.Table)!;

    private ObjectDecision Extension(RowSet rows) => _decisions[Identity(Of(rows).Extension)];

    /// <summary>The extension of a name.</summary>
    public static ObjectIdentity Identity(string extension) => new("extension", null, extension);
}
