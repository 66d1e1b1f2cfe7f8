namespace PgClone.Postgres.Catalog;

/// <summary>
/// The comment of an object as an SQL expression, NULL where it has none. The functions for it, <c>obj_description</c> and <c>col_description</c>,
/// are each a query of their own that PostgreSQL does not inline: of thousands of tables they cost more than all else that is read of them.
/// </summary>
internal static class Description
{
    /// <summary>The comment of the object of a system catalog that has the given oid, an expression.</summary>
    public static string Of(string catalog, string oid) => Of(catalog, oid, "0");

    /// <summary>The comment of a column of a relation; its oid and the number of the column are expressions.</summary>
    public static string OfColumn(string relation, string number) => Of("pg_class", relation, number);

    private static string Of(string catalog, string oid, string part) =>
        $"(SELECT pd.description FROM pg_catalog.pg_description pd WHERE pd.objoid = {oid} AND pd.classoid = 'pg_catalog.{catalog}'::pg_catalog.regclass AND pd.objsubid = {part})";
}
