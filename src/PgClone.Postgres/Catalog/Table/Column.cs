using System.Text;
using PgClone.Postgres.Catalog.ForeignData;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Table;

/// <summary>A column of a table, its default left out: that is an object of its own (<see cref="ColumnDefault.ColumnDefaultObject"/>).</summary>
public sealed record Column
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its type with modifier, as format_type prints it.</summary>
    public required string Type { get; init; }

    /// <summary>The oid of its type on the server it was read from.</summary>
    public required NotCompared<uint> TypeOid { get; init; }

    /// <summary>The number of the attribute in its table, which pg_depend refers to.</summary>
    public required NotCompared<int> Attribute { get; init; }

    /// <summary>The quoted collation, null when it is the one of the type.</summary>
    public required string? Collation { get; init; }

    /// <summary>True when NULL is refused by a valid constraint.</summary>
    public required bool NotNull { get; init; }

    /// <summary>The name of the NOT NULL constraint (18 and later), null when it is the name that the server would choose.</summary>
    public required string? NotNullName { get; init; }

    /// <summary>The name of the NOT NULL constraint whatever it is (18 and later), null where such constraints have none.</summary>
    public required NotCompared<string?> NotNullConstraint { get; init; }

    /// <summary>True for NOT NULL … NO INHERIT (18 and later).</summary>
    public required bool NotNullNoInherit { get; init; }

    /// <summary>True when the table declares NOT NULL itself, as pg_dump prints it, whether or not a parent asks for it too. A partition never does.</summary>
    public required bool NotNullIsDeclared { get; init; }

    /// <summary>The text of COMMENT ON CONSTRAINT for the NOT NULL (18 and later).</summary>
    public required string? NotNullComment { get; init; }

    /// <summary>The generation expression, null for an ordinary column.</summary>
    public required Generation? Generated { get; init; }

    /// <summary>The identity of the column, null for an ordinary column.</summary>
    public required IdentityColumn? Identity { get; init; }

    /// <summary>How its values are stored and sampled.</summary>
    public required ColumnSettings Settings { get; init; }

    /// <summary>What the wrapper of a foreign table wants to know of it, in the order of names; empty in other tables.</summary>
    public required ValueList<ForeignOption> ForeignOptions { get; init; }

    /// <summary>The text of COMMENT ON COLUMN.</summary>
    public required string? Comment { get; init; }

    /// <summary>True when the column is declared by the table itself, false when it only comes from a parent.</summary>
    public required NotCompared<bool> IsLocal { get; init; }

    /// <summary>True when a parent has the column too.</summary>
    public required NotCompared<bool> IsInherited { get; init; }

    /// <summary>Its place among the columns that CREATE TABLE … INHERITS would take from the parents; zero when no parent has it.</summary>
    public required NotCompared<int> InheritedPlace { get; init; }

    /// <summary>True when it is generated otherwise than the column of the same name of every parent.</summary>
    public required NotCompared<bool> GeneratedIsLocal { get; init; }

    /// <summary>True when NOT NULL is declared by the table itself, no parent asking for it.</summary>
    public required NotCompared<bool> NotNullIsLocal { get; init; }

    /// <summary>True when NOT NULL comes from a parent, whether or not the table declares it too (18 and later): then it has its name until it leaves.</summary>
    public NotCompared<bool> NotNullIsInherited { get; init; }

    /// <summary>True where NOT NULL reaches the tables below, and comes from the one above: of partitions, and of all tables from 18 on.</summary>
    public required NotCompared<bool> NotNullSpreads { get; init; }

    /// <summary>True when its type is a domain, whose checks a column that is added must pass row by row.</summary>
    public required NotCompared<bool> IsOfDomain { get; init; }

    /// <summary>True when the server can give it another generation expression where it stands (17 and later).</summary>
    public NotCompared<bool> IsComputedAnew { get; init; }

    /// <summary>What rows that are there hold when the column comes, as SQL: a constant; null for none, which is NULL unless the server computes it.</summary>
    public NotCompared<string?> Fill { get; init; }

    /// <summary>True for NOT NULL that the tables below have from it, or can have.</summary>
    public bool NotNullReachesChildren => NotNull && !NotNullNoInherit;

    /// <summary>True when ADD COLUMN writes every row anew: it is computed for each, or must pass a check.</summary>
    public bool IsComputedWhenAdded => Generated is { Stored: true } || Identity is not null || IsOfDomain.Value;

    /// <summary>True when rows carry a value for it: generated columns are computed where they land.</summary>
    public bool IsCopied => Generated is null;

    /// <summary>The same column without any comment on it, its NOT NULL or its sequence.</summary>
    public Column WithoutComments() => this with
    {
        Comment = null, NotNullComment = null, Identity = Identity is null ? null : Identity with { Comment = null },
    };

    /// <summary>The name that the server gives to a NOT NULL without one, before it is cut to what a name may hold (ChooseConstraintName in pg_constraint.c).</summary>
    internal string UsualNotNullName(string table) => $"{table}_{Name}_not_null";

    /// <summary>
    /// The same column for a server that has its NOT NULL as a constraint (18 and later), with a name where it had none: that which the server gives it.
    /// One that the server would cut has none still.
    /// </summary>
    public Column WithNotNullConstraint(string table)
    {
        var usual = UsualNotNullName(table);
        return NotNull && NotNullConstraint.Value is null && Encoding.UTF8.GetByteCount(usual) < 64 ? this with { NotNullConstraint = usual } : this;
    }

    /// <summary>
    /// The same column of a table with just those parents that have the columns <paramref name="above"/>: without any, it and its NOT NULL are the table's own.
    /// </summary>
    public Column Below(string table, IReadOnlyCollection<Column> above, bool spreads)
    {
        var keepsNotNull = above.Any(column => column.NotNullReachesChildren);
        var column = keepsNotNull ? this : this with
        {
            NotNullIsLocal = NotNullIsLocal.Value || NotNull,
            NotNullIsDeclared = NotNullIsDeclared || NotNull,
            NotNullIsInherited = false,
            NotNullName = NotNull && NotNullConstraint.Value != UsualNotNullName(table) ? NotNullConstraint.Value : null,
        };
        return above.Count > 0 ? column : column with
        {
            IsLocal = true, IsInherited = false, InheritedPlace = 0, GeneratedIsLocal = Generated is not null, NotNullSpreads = spreads,
        };
    }

    /// <summary>The definition in the syntax of CREATE TABLE and ADD COLUMN; <paramref name="defaultExpression"/> null for none.</summary>
    public string Definition(string? defaultExpression) => string.Concat(
        Identifier.Quote(Name), " ", TypeClause,
        Generated?.Sql,
        Identity?.Sql,
        defaultExpression is null ? "" : $" DEFAULT {defaultExpression}",
        NotNull ? $" {NotNullStatements.Clause(this)}" : "");

    /// <summary>The same column as it can be added to a table with rows: one that these have nothing for is not NOT NULL yet.</summary>
    public Column AsAdded() => NotNull && Fill.Value is null && Identity is null && ForeignOptions.Count == 0
        ? this with { NotNull = false, NotNullIsDeclared = false, NotNullName = null, NotNullNoInherit = false, NotNullComment = null } : this;

    /// <summary>What the places of hidden options of the column are called by, together with the name of the option.</summary>
    internal string SecretPrefix => $"{Identifier.Quote(Name)}.";

    private string TypeClause => Collation is null ? Type : $"{Type} COLLATE {Collation}";
}
