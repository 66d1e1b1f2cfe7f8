using Npgsql;
using PgClone.Diagnostics;
using PgClone.Plans;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Rows;

namespace PgClone.Resolution;

/// <summary>
/// Has the source itself parse and plan every masked or filtered query before a byte moves. It goes by the extended protocol, which takes one
/// statement only: a filter that tries to end the query and begin another is a syntax error here.
/// </summary>
internal static class RowSetProbe
{
    public static async Task CheckAsync(
        CloneDefinition clone, IEnumerable<RowSet> rows, ReadSession source, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        foreach (var set in rows.Where(set => set.Where is not null || set.Columns.Any(column => column.Expression is not null)))
        {
            if (await RefusalAsync(set.SourceQuery, source, cancellation) is not { } refusal) continue;
            var filter = set.Where is null ? null : clone.Filters.LastOrDefault(rule => rule.Where == set.Where);
            // Without its filter the query is sound: then the filter is to blame.
            var blamesFilter = filter is not null && await RefusalAsync((set with { Where = null }).SourceQuery, source, cancellation) is null;
            if (blamesFilter)
                diagnostics.Error(DiagnosticCodes.BadFilter, $"the source refuses the filter of {set.Table}: {refusal}", filter!.WhereLocation ?? filter.Location,
                    "write one boolean expression over the table's columns, other names qualified by their schema");
            else
                diagnostics.Error(DiagnosticCodes.MaskDoesNotFit, $"the source refuses the masks of {set.Table}: {refusal}",
                    clone.Masks?.Rules.Select(rule => (SourceLocation?)rule.Location).FirstOrDefault(), null);
        }
    }

    private static async Task<string?> RefusalAsync(string query, ReadSession source, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(source.Connection)
        {
            BatchCommands = { new("SAVEPOINT probe"), new($"SELECT FROM ({query}) AS probed LIMIT 0"), new("RELEASE SAVEPOINT probe") },
        };
        try
        {
            await batch.ExecuteNonQueryAsync(cancellation);
            return null;
        }
        catch (PostgresException error)
        {
            await using var rollback = new NpgsqlCommand("ROLLBACK TO SAVEPOINT probe", source.Connection);
            await rollback.ExecuteNonQueryAsync(cancellation);
            return error.MessageText;
        }
    }
}
