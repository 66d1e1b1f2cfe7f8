using Npgsql;
using PgClone.Diagnostics;
using PgClone.Masks;
using PgClone.Plans;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;

namespace PgClone.Resolution;

/// <summary>
/// Has the source itself parse and plan every masked or filtered query before a byte moves. It goes by the extended protocol, which takes one
/// statement only: a filter that tries to end the query and begin another is a syntax error here.
/// </summary>
internal sealed class RowSetProbe(CloneDefinition clone, ReadSession source, DiagnosticBag diagnostics)
{
    /// <summary>Tells the bag of each filter and each mask that the source refuses.</summary>
    public async Task CheckAsync(IReadOnlyList<RowSet> rows, IReadOnlyList<MaskExtreme> extremes, CancellationToken cancellation)
    {
        await CheckExtremesAsync(extremes, cancellation);
        foreach (var set in rows.Where(set => set.Where is not null || set.Columns.Any(column => column.Expression is not null)))
            await CheckAsync(set, cancellation);
    }

    private async Task CheckExtremesAsync(IReadOnlyList<MaskExtreme> extremes, CancellationToken cancellation)
    {
        if (extremes.Count == 0 || await RefusalAsync($"SELECT {string.Join(", ", extremes.Select(extreme => extreme.Value))}", cancellation) is null) return;
        foreach (var extreme in extremes)
            if (await RefusalAsync($"SELECT {extreme.Value}", cancellation) is { } refusal)
                diagnostics.Error(DiagnosticCodes.MaskDoesNotFit, $"the mask makes a value that {extreme.Column} cannot hold: {refusal}", extreme.Location,
                    "give the mask other parameters, or use another mask");
    }

    private async Task CheckAsync(RowSet set, CancellationToken cancellation)
    {
        if (set.Where is not null && clone.Filters.LastOrDefault(rule => rule.Where == set.Where) is { } filter)
        {
            // Without masks the query is sound but for its filter: then the filter is to blame.
            var bare = set with { Columns = set.Columns.Select(column => column with { Expression = null }).ToValueList() };
            if (await RefusalAsync(Planned(bare), cancellation) is { } blame)
            {
                diagnostics.Error(DiagnosticCodes.BadFilter, $"the source refuses the filter of {set.Table}: {blame}", filter.WhereLocation ?? filter.Location,
                    "write one boolean expression over the table's columns, other names qualified by their schema");
                return;
            }

            await CheckVolatilityAsync(set, filter, cancellation);
        }

        // What a mask cannot make was said above, with its place.
        if (!diagnostics.HasErrors && await RefusalAsync(Planned(set), cancellation) is { } refusal)
            diagnostics.Error(DiagnosticCodes.MaskDoesNotFit, $"the source refuses the masks of {set.Table}: {refusal}",
                clone.Masks?.Rules.Select(rule => (SourceLocation?)rule.Location).FirstOrDefault(), null);
    }

    private async Task CheckVolatilityAsync(RowSet set, FilterRule filter, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("SELECT p.proname::pg_catalog.text FROM pg_catalog.pg_proc p WHERE p.proname = ANY ($1) AND p.provolatile = 'v' LIMIT 1", source.Connection)
        {
            Parameters = { new() { Value = ExpressionLexer.Calls(set.Where!).ToArray() } },
        };
        if (await command.ExecuteScalarAsync(cancellation) is string name)
            diagnostics.Error(DiagnosticCodes.BadFilter, $"the filter of {set.Table} calls {name}, which is volatile: each plan would find other rows", filter.WhereLocation ?? filter.Location,
                "filter by what the row holds, such as a hash of its key");
    }

    private static string Planned(RowSet set) => $"SELECT FROM ({set.SourceQuery}) AS probed LIMIT 0";

    private async Task<string?> RefusalAsync(string query, CancellationToken cancellation)
    {
        await using var batch = source.Batch([query]);
        try
        {
            await batch.ExecuteNonQueryAsync(cancellation);
            return null;
        }
        catch (PostgresException error)
        {
            await source.RecoverAsync(cancellation);
            return error.MessageText;
        }
    }
}
