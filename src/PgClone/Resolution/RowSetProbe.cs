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
    private const int SetsPerRoundTrip = 250;

    /// <summary>Tells the bag of each filter and each mask that the source refuses.</summary>
    public async Task CheckAsync(IReadOnlyList<RowSet> rows, IReadOnlyList<MaskExtreme> extremes, CancellationToken cancellation)
    {
        await CheckExtremesAsync(extremes, cancellation);
        foreach (var some in rows.Where(set => set.Where is not null || set.Columns.Any(column => column.Expression is not null)).Chunk(SetsPerRoundTrip))
        {
            var volatiles = await VolatilesAsync(some, cancellation);
            // Most plans are sound: only where the source refuses something is it asked one by one who is to blame.
            if (await RefusalAsync(some.Select(Planned), cancellation) is not null)
                foreach (var set in some) await CheckAsync(set, cancellation);
            foreach (var set in some.Where(set => set.Where is not null)) CheckVolatility(set, volatiles);
        }
    }

    private async Task CheckExtremesAsync(IReadOnlyList<MaskExtreme> extremes, CancellationToken cancellation)
    {
        if (extremes.Count == 0 || await RefusalAsync([$"SELECT {string.Join(", ", extremes.Select(extreme => extreme.Value))}"], cancellation) is null) return;
        foreach (var extreme in extremes)
            if (await RefusalAsync([$"SELECT {extreme.Value}"], cancellation) is { } refusal)
                diagnostics.Error(DiagnosticCodes.MaskDoesNotFit, $"the mask makes a value that {extreme.Column} cannot hold: {refusal}", extreme.Location,
                    "give the mask other parameters, or use another mask");
    }

    private async Task CheckAsync(RowSet set, CancellationToken cancellation)
    {
        if (FilterOf(set) is { } filter)
        {
            // Without masks the query is sound but for its filter: then the filter is to blame.
            var bare = set with { Columns = set.Columns.Select(column => column with { Expression = null }).ToValueList() };
            if (await RefusalAsync([Planned(bare)], cancellation) is { } blame)
            {
                diagnostics.Error(DiagnosticCodes.BadFilter, $"the source refuses the filter of {set.Table}: {blame}", filter.WhereLocation ?? filter.Location,
                    "write one boolean expression over the table's columns, other names qualified by their schema");
                return;
            }
        }

        // What a mask cannot make was said above, with its place.
        if (!diagnostics.HasErrors && await RefusalAsync([Planned(set)], cancellation) is { } refusal)
            diagnostics.Error(DiagnosticCodes.MaskDoesNotFit, $"the source refuses the masks of {set.Table}: {refusal}",
                clone.Masks?.Rules.Select(rule => (SourceLocation?)rule.Location).FirstOrDefault(), null);
    }

    private FilterRule? FilterOf(RowSet set) => set.Where is null ? null : clone.Filters.LastOrDefault(rule => rule.Where == set.Where);

    private async Task<HashSet<string>> VolatilesAsync(IEnumerable<RowSet> sets, CancellationToken cancellation)
    {
        var calls = sets.Where(set => set.Where is not null).SelectMany(set => ExpressionLexer.Calls(set.Where!)).Distinct().ToArray();
        var found = new HashSet<string>(StringComparer.Ordinal);
        if (calls.Length == 0) return found;
        await using var command = new NpgsqlCommand(
            "SELECT DISTINCT p.proname::pg_catalog.text FROM pg_catalog.pg_proc p WHERE p.proname = ANY ($1) AND p.provolatile = 'v'", source.Connection)
        {
            Parameters = { new() { Value = calls } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) found.Add(reader.GetString(0));
        return found;
    }

    private void CheckVolatility(RowSet set, HashSet<string> volatiles)
    {
        if (ExpressionLexer.Calls(set.Where!).FirstOrDefault(volatiles.Contains) is not { } name || FilterOf(set) is not { } filter) return;
        diagnostics.Error(DiagnosticCodes.BadFilter,
            $"the filter of {set.Table} calls {name}, which is volatile: each plan would find other rows",
            filter.WhereLocation ?? filter.Location, "filter by what the row holds, such as a hash of its key");
    }

    private static string Planned(RowSet set) => $"SELECT FROM ({set.SourceQuery}) AS probed LIMIT 0";

    private async Task<string?> RefusalAsync(IEnumerable<string> queries, CancellationToken cancellation)
    {
        await using var batch = source.Batch(queries);
        try
        {
            await batch.ExecuteNonQueryAsync(cancellation);
            return null;
        }
        catch (PostgresException error)
        {
            await source.RecoverAsync(cancellation);
            return ServerMessage.Of(error);
        }
    }
}
