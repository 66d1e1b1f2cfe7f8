using Npgsql;
using PgClone.Diagnostics;
using PgClone.Plans;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;
using PgClone.Selection;
using PgClone.Steps;

namespace PgClone.Resolution;

/// <summary>
/// Lets the source try masked values against the checks that they will meet on the target: those of the table and those of domains. One look at the
/// rows of a table for each, and only where rows are about to be copied; a failed copy after hours costs more.
/// </summary>
internal sealed class MaskedChecks(CloneDefinition clone, ResolvedClone resolved, ReadSession source, DiagnosticBag diagnostics)
{
    private const string DataException = "22";

    /// <summary>Tells the bag of each check that a masked value breaks.</summary>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        var checks = resolved.Objects.Where(item => item.Action != ObjectAction.Skip).Select(item => item.Desired).OfType<ConstraintObject>()
            .Where(check => check is { Type: ConstraintType.Check, IsValid: true } && !check.Definition.Contains("NOT ENFORCED", StringComparison.Ordinal)).ToList();
        foreach (var rows in resolved.Tables.Where(table => table.IsFilled).Select(table => table.Rows))
        {
            var masked = rows.Columns.Where(column => column.Expression is not null).Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
            if (masked.Count == 0) continue;
            var table = (TableObject)resolved.Source.Objects[new(TableKind.Word, rows.Table.Schema, rows.Table.Name)];
            foreach (var check in checks.Where(check => Binds(check, table) && check.Columns.Any(masked.Contains) && check.Columns.All(Carried(rows).Contains)))
                if (await BreaksAsync(rows, $"NOT {Expression(check)}", cancellation))
                    Tell(table, check.Columns.First(masked.Contains), $"break {check.Identity}: {check.Definition}");
            foreach (var column in table.Columns.Where(column => masked.Contains(column.Name) && resolved.Source.Types.GetValueOrDefault(column.TypeOid.Value) is { Type: 'd' }))
                if (await BreaksAsync(rows, $"(r.{Identifier.Quote(column.Name)} IS NULL) IS NULL", cancellation))
                    Tell(table, column.Name, $"are no values of domain {column.Type}");
        }
    }

    // NO INHERIT binds the table alone.
    private bool Binds(ConstraintObject check, TableObject table) => check.Table == table.Name
        || (!check.Definition.EndsWith(" NO INHERIT", StringComparison.Ordinal) && resolved.Source.WithAncestors(table).Any(parent => parent.Name == check.Table));

    private static HashSet<string> Carried(RowSet rows) => rows.Columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>The expression in its parentheses, without NO INHERIT and the like behind it.</summary>
    private static string Expression(ConstraintObject check) => check.Definition["CHECK ".Length..(check.Definition.LastIndexOf(')') + 1)];

    /// <summary>True when a row fits the condition, or the condition cannot even be computed of it, or the row cannot be made at all since a domain refuses it.</summary>
    private async Task<bool> BreaksAsync(RowSet rows, string condition, CancellationToken cancellation)
    {
        var names = Identifier.QuoteAll(rows.Columns.Select(column => column.Name));
        await using var batch = source.Batch([$"SELECT EXISTS (SELECT FROM ({rows.SourceQuery}) AS r({names}) WHERE {condition})"]);
        try
        {
            return await batch.ExecuteScalarAsync(cancellation) is true;
        }
        catch (PostgresException error) when (
            error.SqlState is PostgresErrorCodes.CheckViolation or PostgresErrorCodes.NotNullViolation
            || error.SqlState.StartsWith(DataException, StringComparison.Ordinal))
        {
            await source.RecoverAsync(cancellation);
            return true;
        }
    }

    private void Tell(TableObject table, string column, string what)
    {
        var rule = TableRules.Mask(clone.Masks!.Rules, table, column, resolved.Source);
        diagnostics.Error(DiagnosticCodes.MaskDoesNotFit, $"masked values of {table.Name}.{column} {what}", rule?.TypeLocation ?? clone.Location,
            "give the mask other parameters, or use another one");
    }
}
