using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Sql;
using PgClone.Resolution;
using PgClone.Steps;

namespace PgClone.Compilation;

/// <summary>
/// Lets a foreign key see all rows while the server tests those that are there: it asks as the owner of the tables (RI_Initial_Check in
/// src/backend/utils/adt/ri_triggers.c), whom FORCE ROW LEVEL SECURITY binds too.
/// </summary>
internal sealed class KeyTests(ResolvedClone clone, TableFamilies families)
{
    private readonly Dictionary<QualifiedName, TableObject?> _tables = clone.Objects
        // A table and a foreign table may change places under one name: the one that goes has nothing to say.
        .Where(item => TableKind.IsTable(item.Identity.Kind) && item.Action != ObjectAction.Drop)
        .ToDictionary(
            item => new QualifiedName(item.Identity.Schema!, item.Identity.Name),
            item => (item.Action == ObjectAction.Skip ? item.Current : item.Desired) as TableObject);

    /// <summary>The statements that make or change an object, with row security lifted meanwhile from what a foreign key looks at.</summary>
    public IEnumerable<Statement> Around(ObjectDecision item, IEnumerable<Statement> statements)
    {
        if (item.Desired is not ConstraintObject { References: { } referenced } key) return statements;
        var guards = new[] { key.Table, referenced }.SelectMany(families.WithDescendants).Distinct().Order()
            .Select(name => _tables.GetValueOrDefault(name) ?? clone.Renamed.Table(name)).OfType<TableObject>()
            .Select(table => table.LiftForcedRowSecurity()).ToList();
        return [.. guards.SelectMany(guard => guard.Lift), .. statements, .. guards.SelectMany(guard => guard.Restore)];
    }
}
