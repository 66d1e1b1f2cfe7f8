using PgClone.Diagnostics;
using PgClone.Masks;
using PgClone.Plans;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.Index;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Sql;
using PgClone.Selection;

namespace PgClone.Resolution;

/// <summary>
/// Gives columns their masks, and refuses what would leave a value in clear or break the clone: a rule that fits nothing, an unknown mask or
/// parameter, a mask that does not fit its column, a mask that needs a key where there is none.
/// </summary>
internal sealed class MaskAssignment
{
    private readonly DatabaseCatalog _source;
    private readonly DiagnosticBag _diagnostics;
    private readonly ValueList<MaskRule> _rules;
    private readonly HashSet<MaskRule> _used = [];
    private readonly List<MaskExtreme> _extremes = [];
    private readonly HashSet<(QualifiedName, string)> _unique;
    private readonly HashSet<(QualifiedName, string)> _oneNull;
    private readonly HashSet<(QualifiedName, string)> _foreign;
    private readonly HashSet<(QualifiedName, string)> _computed;
    private readonly Dictionary<QualifiedName, ValueList<string>> _keys;

    public MaskAssignment(CloneDefinition clone, DatabaseCatalog source, DiagnosticBag diagnostics)
    {
        _source = source;
        _diagnostics = diagnostics;
        _rules = clone.Masks?.Rules ?? [];
        var constraints = source.OfType<ConstraintObject>().ToList();
        _keys = constraints.Where(key => key.Type == ConstraintType.PrimaryKey).ToDictionary(key => key.Table, key => key.Columns);
        _unique = constraints.Where(key => key.Type is ConstraintType.PrimaryKey or ConstraintType.Unique or ConstraintType.Exclusion)
            .SelectMany(key => key.Columns.Select(column => (key.Table, column))).ToHashSet();
        var indexes = source.OfType<IndexObject>().Where(index => index.IsUnique).ToList();
        _unique.UnionWith(indexes.SelectMany(KeyColumns).Concat(indexes.SelectMany(ComputedColumns)));
        _oneNull = indexes.Where(index => index.HoldsOneNull).SelectMany(KeyColumns)
            .Concat(constraints.Where(key => HoldsOneNull(key.Definition)).SelectMany(key => key.Columns.Select(column => (key.Table, column)))).ToHashSet();
        _foreign = constraints.Where(key => key.Type == ConstraintType.ForeignKey).SelectMany(key => key.Columns.Select(column => (key.Table, column))).ToHashSet();
        _foreign.UnionWith(ColumnsNeededBy(constraints.Where(key => key.Type == ConstraintType.ForeignKey).Select(key => key.Identity)));
        _computed = [.. source.OfType<TableObject>().SelectMany(table => table.Columns
            .Where(column => column.Generated is not null && (_unique.Contains((table.Name, column.Name)) || _foreign.Contains((table.Name, column.Name))))
            .SelectMany(generated => table.Columns.Where(column => ExpressionLexer.Mentions(generated.Generated!.Expression, column.Name)))
            .Select(column => (table.Name, column.Name)))];
    }

    /// <summary>The SQL of the masked value, cast to the column's type; null for a column that is copied as it is.</summary>
    public string? Expression(TableObject table, Column column)
    {
        if (RuleFor(table, column.Name) is not { } rule || MaskRegistry.Find(rule.Type) is not { } mask) return null;
        _used.Add(rule);
        var (category, length) = MaskedColumn.Describe(column, _source.Types);
        var masked = new MaskedColumn
        {
            Table = table.Name, Column = column, Category = category, MaxLength = length,
            IsUnique = Family(table).Any(name => _unique.Contains((name, column.Name))),
            HoldsOneNull = Family(table).Any(name => _oneNull.Contains((name, column.Name))),
            FamilyAddress = $"{Family(table).Last()}.{column.Name}",
            IsForeignKey = Family(table).Any(name => _foreign.Contains((name, column.Name))),
            IsComputedInKey = Family(table).Any(name => _computed.Contains((name, column.Name))),
            IsPartitionKey = IsPartitionKey(table, column),
            Key = _keys.GetValueOrDefault(table.Name),
        };
        if (Refusal(mask, masked, rule) is { } why)
        {
            _diagnostics.Error(DiagnosticCodes.MaskDoesNotFit, $"mask '{mask.Name}' cannot be used on {masked.Address} ({column.Type}): {why}", rule.TypeLocation,
                "use another mask, or exclude the column");
            return null;
        }

        _extremes.AddRange(mask.Extremes(rule).Select(value => new MaskExtreme($"{value}::{column.Type}", $"{masked.Address} ({column.Type})", rule.TypeLocation)));
        return $"({mask.Sql(masked, rule).Trim()})::{column.Type}";
    }

    /// <summary>What the masks given so far can make at most.</summary>
    public IReadOnlyList<MaskExtreme> Extremes => _extremes;

    /// <summary>Reports rules that masked nothing: a typo there would leave a column in clear.</summary>
    public void ReportUnused()
    {
        var columns = _source.OfType<TableObject>().SelectMany(table => table.Columns.Select(column => $"{table.Name}.{column.Name}")).ToList();
        foreach (var rule in _rules.Where(rule => !_used.Contains(rule) && MaskRegistry.Find(rule.Type) is not null))
        {
            var tables = _source.OfType<TableObject>();
            var generated = tables.SelectMany(table => table.Columns.Where(column => !column.IsCopied && rule.Pattern.Matches($"{table.Name}.{column.Name}")));
            var foreign = tables.Where(table =>
                table.Foreign is not null && table.Columns.Any(column => rule.Pattern.Matches($"{table.Name}.{column.Name}")));
            _diagnostics.Error(DiagnosticCodes.MaskMatchesNothing, $"mask rule \"{rule.Pattern}\" masks no column of the clone", rule.Location,
                OverriddenBy(rule) is { } later ? $"\"{later.Pattern}\" below it masks what it matches: the last match wins"
                : generated.Any() ? "a generated column is computed on the target: mask the columns that it is computed from"
                : foreign.Any() ? "the rows of a foreign table are not copied: exclude it, or mask them where they are"
                : NearestName.DidYouMean(rule.Pattern.Pattern, columns) ?? "write schema.table.column, and check that the table is selected");
        }
    }

    /// <summary>The later rule that masks a column which this one matches too; null for none.</summary>
    private MaskRule? OverriddenBy(MaskRule rule) => _source.OfType<TableObject>()
        .SelectMany(table => table.Columns.Where(column => rule.Pattern.Matches($"{table.Name}.{column.Name}")).Select(column => RuleFor(table, column.Name)))
        .FirstOrDefault(found => found is not null && found != rule && _used.Contains(found));

    private MaskRule? RuleFor(TableObject table, string column) => TableRules.Mask(_rules, table, column, _source);

    /// <summary>The table and those above it, nearest first: what is said of a parent holds for the rows of its children.</summary>
    private IEnumerable<QualifiedName> Family(TableObject table) => _source.WithAncestors(table).Select(current => current.Name);

    private static string? Refusal(Mask mask, MaskedColumn column, MaskRule rule)
    {
        if (column.IsComputedInKey) return "a generated column of a key is computed from it";
        if (column.IsForeignKey) return "a foreign key uses the column";
        if (column.IsPartitionKey) return "the partition of a row depends on it";
        if (column.IsUnique && !mask.KeepsUnique) return "the column is unique and the mask makes different values alike";
        return mask.Refusal(column, rule);
    }

    private bool IsPartitionKey(TableObject table, Column column) =>
        table.PartitionOf is not null && Family(table).Skip(1).Any(name =>
            _source.Objects.GetValueOrDefault(new(TableKind.Word, name.Schema, name.Name)) is TableObject { PartitionKey: { } key }
            && ExpressionLexer.Mentions(key, column.Name));

    // Outside quotes nothing else reads like it.
    private static bool HoldsOneNull(string definition) => definition.Contains(" NULLS NOT DISTINCT", StringComparison.Ordinal);

    // What an index includes beside its key, or asks for in its WHERE, need not differ from row to row.
    private static IEnumerable<(QualifiedName, string)> KeyColumns(IndexObject index) => index.Unique.Value.Columns.Select(column => (index.Table, column));

    private IEnumerable<(QualifiedName, string)> ComputedColumns(IndexObject index) =>
        _source.Table(index.Table)?.Columns.Where(column => index.Unique.Value.Computes(column.Name)).Select(column => (index.Table, column.Name)) ?? [];

    private IEnumerable<(QualifiedName, string)> ColumnsNeededBy(IEnumerable<ObjectIdentity> items)
    {
        var wanted = items.ToHashSet();
        foreach (var edge in _source.Dependencies.Where(edge => edge.Column > 0 && wanted.Contains(edge.Dependent)))
            if (_source.Objects.GetValueOrDefault(edge.Referenced) is TableObject table
                && table.Columns.FirstOrDefault(column => column.Attribute.Value == edge.Column) is { } column)
                yield return (table.Name, column.Name);
    }
}
