namespace PgClone.Postgres.Catalog.Table;

/// <summary>How a generated column is computed.</summary>
/// <param name="Expression">The expression, as pg_get_expr prints it.</param>
/// <param name="Stored">True for STORED; false for VIRTUAL (18 and later).</param>
public sealed record Generation(string Expression, bool Stored)
{
    /// <summary>The clause, with a space before it.</summary>
    public string Sql => $" GENERATED ALWAYS AS ({Expression}) {(Stored ? "STORED" : "VIRTUAL")}";
}
