using Npgsql;
using PgClone.Diagnostics;
using PgClone.Plans;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Sql;

namespace PgClone.Resolution;

/// <summary>
/// Finds tables of the target that cannot become as the source's because of rows that the plan does not replace: those of <c>data: none</c>. Only such
/// tables that get a NOT NULL, or become partitions, are looked at, with one query each on the target.
/// </summary>
internal sealed class RowsThatStay(CloneDefinition clone, CloneResolver resolver)
{
    /// <summary>Tells the bag of each column that the server would refuse.</summary>
    public async Task CheckAsync(ReadSession source, ReadSession target, DiagnosticBag diagnostics, CancellationToken cancellation)
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

            if (desired.PartitionOf is { } partition && current.PartitionOf != partition && resolver.IsPartitionedAlike(desired)
                && await HasOthersAsync((current, desired), source, target, cancellation))
                diagnostics.Error(DiagnosticCodes.RowsInTheWay,
                    $"{desired.Identity} cannot become a partition of {partition.Parent} {partition.Bound}: "
                    + "the target's table holds rows that do not belong there, and the plan copies none",
                    clone.Location, $"delete them, empty {desired.Name} on the target, or copy its rows");
        }
    }

    /// <summary>True when the target's table holds rows outside the bound that it has on the source; of hashes the bound says which table it is of, so nobody can tell.</summary>
    private static async Task<bool> HasOthersAsync((TableObject Current, TableObject Desired) table, ReadSession source, ReadSession target, CancellationToken cancellation)
    {
        await using var bound = new NpgsqlCommand("SELECT pg_catalog.pg_get_partition_constraintdef(pg_catalog.to_regclass($1))", source.Connection)
        {
            Parameters = { new() { Value = table.Desired.Name.Sql } },
        };
        if (await bound.ExecuteScalarAsync(cancellation) is not string condition || condition.Contains("satisfies_hash_partition(", StringComparison.Ordinal)) return false;
        var added = table.Desired.Columns.Select(column => column.Name).Except(table.Current.Columns.Select(column => column.Name));
        if (added.Any(name => ExpressionLexer.Mentions(condition, name))) return false;
        // A check refuses what is false, and lets pass what is unknown.
        await using var command = new NpgsqlCommand($"SELECT EXISTS (SELECT FROM ONLY {table.Desired.Name.Sql} WHERE NOT ({condition}))", target.Connection);
        return await command.ExecuteScalarAsync(cancellation) is true;
    }

    private void Report(TableObject table, Column column, DiagnosticBag diagnostics) =>
        diagnostics.Error(DiagnosticCodes.RowsInTheWay,
            $"column {column.Name} of {table.Identity} cannot be NOT NULL: the target's table holds rows without a value for it, and the plan copies none",
            clone.Location, $"give them one on the target, empty {table.Name} there, copy its rows, or exclude the column");
}
