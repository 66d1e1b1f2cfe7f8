using PgClone.Diagnostics;
using PgClone.Plans;
using PgClone.Postgres.Sql;

namespace PgClone.Resolution;

/// <summary>
/// Finds tables that two clones of one plan would both fill in one database: each would take the rows of the other for surplus, and neither would ever be done.
/// </summary>
public sealed class FilledTables
{
    private readonly Dictionary<(DatabaseIdentity Target, QualifiedName Table), (string Clone, string Target)> _clones = [];

    /// <summary>Remembers the tables that a clone fills, and tells the bag of one that an earlier clone fills.</summary>
    /// <param name="clone">The clone.</param>
    /// <param name="target">What its target is, and how the plan reaches it.</param>
    /// <param name="tables">The tables.</param>
    /// <param name="diagnostics">Told what is wrong.</param>
    public void Add(CloneDefinition clone, (DatabaseIdentity Identity, string Display) target, IReadOnlyCollection<QualifiedName> tables, DiagnosticBag diagnostics)
    {
        if (tables.FirstOrDefault(table => _clones.ContainsKey((target.Identity, table))) is { Name: not null } taken)
        {
            var other = _clones[(target.Identity, taken)];
            var alias = other.Target == target.Display ? "" : $", which clone '{other.Clone}' knows as {other.Target}";
            diagnostics.Error(DiagnosticCodes.TableOfTwoClones,
                $"clones '{other.Clone}' and '{clone.Name}' both copy rows to {taken} of {target.Display}{alias}", clone.Location,
                "leave the table to one of them: write one filter for all of its rows, or exclude it here");
            return;
        }

        foreach (var table in tables) _clones[(target.Identity, table)] = (clone.Name, target.Display);
    }
}
