namespace PgClone.Postgres.Catalog;

/// <summary>What a table weighs.</summary>
/// <param name="Bytes">Bytes of heap and TOAST on disk, without indexes; zero proves that it holds no rows.</param>
/// <param name="Pages">Pages of the heap alone.</param>
/// <param name="EstimatedRows">The planner's estimate; -1 when the table was never analysed.</param>
/// <param name="File">Where its rows lie.</param>
public readonly record struct TableSize(long Bytes, long Pages, long EstimatedRows, TableFile File = default);
