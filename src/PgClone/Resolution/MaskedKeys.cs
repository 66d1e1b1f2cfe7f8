using Npgsql;
using PgClone.Diagnostics;
using PgClone.Plans;
using PgClone.Postgres.Catalog.Index;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;
using PgClone.Selection;
using PgClone.Steps;

namespace PgClone.Resolution;

/// <summary>
/// Lets the source try masked values against unique indexes that compute something of them, or ask for them in a WHERE: what a mask keeps apart may be alike
/// there. Only where all rows are copied or the index is made; what a merge brings, an index that stands refuses at once, and no look at all rows is spent on it.
/// </summary>
internal sealed class MaskedKeys(CloneDefinition clone, ResolvedClone resolved, ReadSession source, DiagnosticBag diagnostics)
{
    private const string DataException = "22";

    /// <summary>Tells the bag of each index that masked values break.</summary>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        var indexes = resolved.Objects.Where(item => item is { Action: not ObjectAction.Skip, Desired: IndexObject { IsUnique: true } })
            .ToLookup(item => ((IndexObject)item.Desired!).Table, item => (Index: (IndexObject)item.Desired!, item.IsMade));
        foreach (var table in resolved.Tables.Where(table => table.IsFilled))
            foreach (var (index, isMade) in indexes[table.Rows.Table].Where(item => item.IsMade || table.Action != RowAction.Merge))
                await CheckAsync(index, table.Rows, cancellation);
    }

    private async Task CheckAsync(IndexObject index, RowSet rows, CancellationToken cancellation)
    {
        var terms = index.Unique.Value;
        if (rows.Columns.FirstOrDefault(column => column.Expression is not null && terms.DependsOn(column.Name)) is not { } masked) return;
        var carried = rows.Columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        var table = resolved.Source.Table(rows.Table)!;
        // A generated column has no value before the target computes it.
        if (table.Columns.Any(column => !carried.Contains(column.Name) && (terms.Columns.Contains(column.Name) || terms.DependsOn(column.Name)))) return;
        if (!await AreAlikeAsync(index, rows, cancellation)) return;
        var rule = TableRules.Mask(clone.Masks!.Rules, table, masked.Name, resolved.Source);
        diagnostics.Error(DiagnosticCodes.MaskDoesNotFit, $"masked values of {rows.Table}.{masked.Name} are not unique in {index.Identity}: {index.Frame}",
            rule?.TypeLocation ?? clone.Location, $"use another mask, or leave the index out: \"!{index.Identity.Kind}:{index.Identity.Address}\"");
    }

    /// <summary>True when two rows are alike in the index, or what it computes cannot be computed of a masked value.</summary>
    private async Task<bool> AreAlikeAsync(IndexObject index, RowSet rows, CancellationToken cancellation)
    {
        var terms = index.Unique.Value;
        var names = Identifier.QuoteAll(rows.Columns.Select(column => column.Name));
        var keys = terms.Columns.Select(Identifier.Quote).Concat(terms.Expressions).Select((term, place) => $"{term} AS k{place}").ToList();
        var places = string.Join(", ", keys.Index().Select(key => $"k{key.Index}"));
        await using var batch = source.Batch([$"""
            SELECT EXISTS (
                SELECT FROM (SELECT {string.Join(", ", keys)} FROM ({rows.SourceQuery}) AS r({names}) WHERE {terms.Predicate ?? "true"}) AS k
                WHERE {(index.HoldsOneNull ? "true" : $"pg_catalog.num_nulls({places}) = 0")}
                GROUP BY {places} HAVING pg_catalog.count(*) > 1)
            """]);
        try
        {
            return await batch.ExecuteScalarAsync(cancellation) is true;
        }
        catch (PostgresException error) when (
            error.SqlState == PostgresErrorCodes.InsufficientPrivilege || error.SqlState.StartsWith(DataException, StringComparison.Ordinal))
        {
            await source.RecoverAsync(cancellation);
            // Where our role may not call what the index calls, the target has to tell.
            return error.SqlState != PostgresErrorCodes.InsufficientPrivilege;
        }
    }
}
