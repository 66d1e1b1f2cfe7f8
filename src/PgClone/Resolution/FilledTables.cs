using PgClone.Diagnostics;
using PgClone.Plans;
using PgClone.Postgres.Sql;

namespace PgClone.Resolution;

/// <summary>
/// Finds tables that two clones of one plan would both fill in one database: each would take the rows of the other for surplus, and neither would ever be done.
/// </summary>
public sealed class FilledTables
{
    private readonly Dictionary<(string Target, QualifiedName Table), string> _clones = [];

    /// <summary>Remembers the tables of a clone, and tells the bag of one that an earlier clone fills.</summary>
    public void Add(CloneDefinition clone, string target, ResolvedClone resolved, DiagnosticBag diagnostics)
    {
        var filled = resolved.Tables.Where(table => table.Action != RowAction.None).Select(table => table.Rows.Table).ToList();
        if (filled.Find(table => _clones.ContainsKey((target, table))) is { Name: not null } taken)
        {
            diagnostics.Error(DiagnosticCodes.TableOfTwoClones,
                $"clones '{_clones[(target, taken)]}' and '{clone.Name}' both copy rows to {taken} of {target}", clone.Location,
                "leave the table to one of them: write one filter for all of its rows, or exclude it here");
            return;
        }

        foreach (var table in filled) _clones[(target, table)] = clone.Name;
    }
}
