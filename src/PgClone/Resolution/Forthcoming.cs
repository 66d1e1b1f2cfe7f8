using PgClone.Postgres.Catalog.Composite;
using PgClone.Postgres.Catalog.Enum;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;
using PgClone.Steps;

namespace PgClone.Resolution;

/// <summary>
/// Tells of the rows of a table that stands what they will be once its columns are changed, so that they can be compared before: a column that goes is not looked
/// at, and one that comes holds what ADD COLUMN gives it.
/// </summary>
internal static class Forthcoming
{
    /// <summary>The rows with what the target will hold for them, given the types that are changed.</summary>
    public static RowSet Of(RowSet rows, ObjectDecision decision, IReadOnlyDictionary<string, ObjectDecision> types)
    {
        if (decision is not { Action: ObjectAction.Alter or ObjectAction.Unchanged, Current: TableObject current, Desired: TableObject desired }) return rows;
        var stands = current.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        var wanted = desired.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        return rows with { Columns = rows.Columns.Select(Expected).ToValueList() };

        RowColumn Expected(RowColumn column) => !stands.TryGetValue(column.Name, out var standing)
            ? column with { Forthcoming = wanted[column.Name].Fill.Value is { } fill ? column.Input(fill) : RowColumn.NoValue }
            : decision.Retyped.Contains(column.Name) && standing.Type != wanted[column.Name].Type
            ? column with { Forthcoming = column.Input($"({ColumnTypes.Cast(wanted[column.Name])})") }
            : types.TryGetValue(standing.Type, out var type) ? column with { Forthcoming = OfType(type, Identifier.Quote(column.Name)) } : column;
    }

    private static string? OfType(ObjectDecision type, string value) => type switch
    {
        { Current: EnumObject current, Desired: EnumObject desired } when current.RenamedIn(desired) is { Count: > 0 } renamed =>
            $"CASE {value}::pg_catalog.text "
            + string.Join(' ', renamed.Select(pair => $"WHEN {Literal.Quote(pair.From)} THEN pg_catalog.textsend({Literal.Quote(pair.To)})"))
            + $" ELSE pg_catalog.enum_send({value}) END",
        { Current: CompositeObject current, Desired: CompositeObject desired } when !current.RenamedIn(desired).Any() =>
            // IS NULL is true of a value all whose attributes are NULL, too.
            $"CASE WHEN {value}::pg_catalog.text IS NOT NULL THEN pg_catalog.textsend(ROW({string.Join(", ", desired.Attributes.Select(attribute =>
                current.Attributes.Any(other => other.Name == attribute.Name) ? $"({value}).{Identifier.Quote(attribute.Name)}" : "NULL"))})::pg_catalog.text) END",
        _ => null,
    };

    /// <summary>Why nobody can tell before it is done; null where that can be told.</summary>
    public static string? Obstacle(ObjectDecision decision)
    {
        if (decision is not { Action: ObjectAction.Alter, Current: TableObject current, Desired: TableObject desired }) return null;
        var stands = current.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        foreach (var column in desired.Columns)
        {
            var isRetyped = stands.TryGetValue(column.Name, out var before) && before.Type != column.Type;
            if (isRetyped && !(decision.Retyped.Contains(column.Name) && ColumnTypes.CastsEverything(before!.Type, column.Type)))
                return $"the type of column {column.Name} changes";
            if (before is not null) continue;
            if (column.Identity is not null) return $"column {column.Name} comes, which counts the rows";
            if (column.IsOfDomain.Value) return $"column {column.Name} comes, whose domain may refuse the rows that are there";
        }

        return null;
    }

    /// <summary>The columns that come, or hold other values by the change.</summary>
    public static string Columns(RowSet rows)
    {
        var names = rows.Columns.Where(column => column.Forthcoming is not null).Select(column => column.Name).ToList();
        return names.Count == 0 ? "" : $"column{(names.Count == 1 ? "" : "s")} {string.Join(", ", names)}";
    }

    /// <summary>True when a column comes that the server computes of each row that is there, and so may refuse one that is about to go.</summary>
    public static bool Computes(ObjectDecision decision) => decision is { Action: ObjectAction.Alter, Current: TableObject current, Desired: TableObject desired }
        && desired.Columns.Any(column => column.Generated is { Stored: true } && !current.Columns.Any(other => other.Name == column.Name));
}
