using System.Globalization;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Sql;

namespace PgClone.Masks;

/// <summary>A column that a mask is asked for, with all that decides whether the mask fits.</summary>
public sealed record MaskedColumn
{
    /// <summary>The table.</summary>
    public required QualifiedName Table { get; init; }

    /// <summary>The column.</summary>
    public required Column Column { get; init; }

    /// <summary>The type category behind all domains: S string, N numeric, and so on (pg_type.typcategory).</summary>
    public required char Category { get; init; }

    /// <summary>The most characters it holds; null for no limit and for other types.</summary>
    public required int? MaxLength { get; init; }

    /// <summary>True when a primary key, unique constraint or unique index covers it.</summary>
    public required bool IsUnique { get; init; }

    /// <summary>True when a unique constraint or index counts NULLs as alike (15 and later).</summary>
    public required bool HoldsOneNull { get; init; }

    /// <summary>True when a foreign key starts from it or leads to it.</summary>
    public required bool IsForeignKey { get; init; }

    /// <summary>True when a generated column that a unique or foreign key covers is computed from it.</summary>
    public required bool IsComputedInKey { get; init; }

    /// <summary>True when the partition a row belongs to depends on it.</summary>
    public required bool IsPartitionKey { get; init; }

    /// <summary>The columns of the primary key; empty when there is none.</summary>
    public required ValueList<string> Key { get; init; }

    /// <summary>The value on the source, as SQL.</summary>
    public string Value => $"t.{Identifier.Quote(Column.Name)}";

    /// <summary>What tells the row from all others, as text in SQL: the primary key, or the whole row.</summary>
    public string RowKey => Key.Count == 0 ? "ROW(t.*)::pg_catalog.text" : $"ROW({string.Join(", ", Key.Select(name => $"t.{Identifier.Quote(name)}"))})::pg_catalog.text";

    /// <summary>schema.table.column.</summary>
    public string Address => $"{Table}.{Column.Name}";

    /// <summary>
    /// The address by which values of the column are linked: that of the table at the top of its family, so that a value is masked alike in every
    /// partition.
    /// </summary>
    public required string FamilyAddress { get; init; }

    /// <summary>True for text, varchar, char(n) and domains over them.</summary>
    public bool IsText => Category == 'S';

    /// <summary>The type facts that masks ask for.</summary>
    public static (char Category, int? MaxLength) Describe(Column column, IReadOnlyDictionary<uint, TypeFacts> types)
    {
        var facts = types.GetValueOrDefault(column.TypeOid.Value);
        if (facts is not { Category: 'S' }) return (facts?.Category ?? 'U', null);
        var open = column.Type.LastIndexOf('(');
        if (open > 0 && int.TryParse(column.Type[(open + 1)..].TrimEnd(')'), NumberStyles.None, CultureInfo.InvariantCulture, out var length)) return ('S', length);
        // A domain has the length of what it is made of.
        while (facts is { MaxLength: null, Type: 'd' }) facts = types.GetValueOrDefault(facts.Inner);
        return ('S', facts?.MaxLength);
    }
}
