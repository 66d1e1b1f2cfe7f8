using PgClone.Postgres.Sql;

namespace PgClone.Cli.Demo;

/// <summary>One row, before and after. The shop and its people are made up, so the demo may show both.</summary>
/// <param name="Source">Its values on the source, as text; null for NULL.</param>
/// <param name="Target">Its values on the target.</param>
public sealed record DemoRow(ValueList<string?> Source, ValueList<string?> Target);
