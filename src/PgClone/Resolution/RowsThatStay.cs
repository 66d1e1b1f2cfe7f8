using Npgsql;
using PgClone.Diagnostics;
using PgClone.Plans;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Sql;

namespace PgClone.Resolution;

/// <summary>
/// Finds tables of the target that cannot become as the source's because of rows that the plan does not replace: those of <c>data: none</c>. Only such
/// tables that get a NOT NULL are looked at, with one query each on the target.
/// </summary>
internal sealed class RowsThatStay(CloneDefinition clone, CloneResolver resolver)
{
    /// <summary>Tells the bag of each column that the server would refuse.</summary>
    public async Task CheckAsync(ReadSession target, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        foreach (var (current, desired) in resolver.AlteredOverRows)
        {
            var before = current.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
            foreach (var column in desired.Columns.Where(column => column is { NotNull: true, Generated: null, Identity: null }))
            {
                var stands = before.GetValueOrDefault(column.Name);
                if (stands is { NotNull: true } || (stands is null && column.Fill.Value is not null)) continue;
                var refused = stands is null ? "" : $" WHERE t.{Identifier.Quote(column.Name)} IS NULL";
                await using var command = new NpgsqlCommand($"SELECT EXISTS (SELECT FROM ONLY {desired.Name.Sql} AS t{refused})", target.Connection);
                if (await command.ExecuteScalarAsync(cancellation) is true) Report(desired, column, diagnostics);
            }
        }
    }

    private void Report(TableObject table, Column column, DiagnosticBag diagnostics) =>
        diagnostics.Error(DiagnosticCodes.RowsInTheWay, $"column {column.Name} of {table.Identity} cannot be NOT NULL: the target's table holds rows without a value for it, and the plan copies none",
            clone.Location, $"give them one on the target, empty {table.Name} there, copy its rows, or exclude the column");
}
