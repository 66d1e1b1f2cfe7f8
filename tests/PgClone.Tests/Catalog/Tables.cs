using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Sql;

namespace PgClone.Tests.Catalog;

/// <summary>Tables of tests, with nothing special about them.</summary>
internal static class Tables
{
    public static Placement Here { get; } = new(null, "pg_default");

    public static ColumnSettings Plain { get; } = new() { Storage = null, TypeStorage = "EXTENDED", Compression = null, StatisticsTarget = null, Options = [] };

    public static TableObject Of(params Column[] columns) => new()
    {
        Identity = new("table", "app", "t"), Columns = columns.ToValueList(), Unlogged = false, AccessMethod = null, Options = [], RowSecurity = false, ForceRowSecurity = false,
        Marks = new(RelationMarks.Default, false), Place = Here, OfType = null, PartitionKey = null, PartitionOf = null, Parents = [], Foreign = null,
    };

    public static Column Column(string name) => new()
    {
        Name = name, Type = "text", TypeOid = 25u, Attribute = 1, Collation = null, NotNull = false, NotNullName = null, NotNullConstraint = (string?)null, NotNullNoInherit = false, NotNullIsDeclared = false,
        NotNullComment = null, Generated = null, Identity = null, Settings = Plain, ForeignOptions = [], Comment = null, IsLocal = true, IsInherited = false, InheritedPlace = 0,
        GeneratedIsLocal = true, NotNullIsLocal = true, NotNullSpreads = true, IsOfDomain = false,
    };
}
