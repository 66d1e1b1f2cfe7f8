using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Sequence;

/// <summary>The column that a sequence is owned by.</summary>
public sealed record SequenceOwner(QualifiedName Table, string Column)
{
    /// <summary>The quoted column, qualified by its table.</summary>
    public string Sql => $"{Table.Sql}.{Identifier.Quote(Column)}";
}
