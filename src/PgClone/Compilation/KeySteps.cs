using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Sql;
using PgClone.Resolution;
using PgClone.Steps;

namespace PgClone.Compilation;

/// <summary>
/// Takes the steps apart that make keys of large tables, so that each keeps others from its table no longer than it has to. A primary or unique key is
/// CREATE UNIQUE INDEX, which goes along with its like, and ADD CONSTRAINT … USING INDEX; a foreign key is ADD CONSTRAINT … NOT VALID and VALIDATE CONSTRAINT,
/// which lets other keys to the same table be tested beside it. What a run leaves that is cut off between the two, the next one drops or completes.
/// </summary>
internal sealed class KeySteps(ResolvedClone clone, TableFamilies families)
{
    private const string TestPart = "test";

    private readonly Dictionary<QualifiedName, TableObject?> _tables = clone.Objects
        // A table and a foreign table may change places under one name: the one that goes has nothing to say.
        .Where(item => TableKind.IsTable(item.Identity.Kind) && item.Action != ObjectAction.Drop)
        .ToDictionary(
            item => new QualifiedName(item.Identity.Schema!, item.Identity.Name),
            item => (item.Action == ObjectAction.Skip ? item.Current : item.Desired) as TableObject);

    /// <summary>
    /// The step that makes or changes an object. The server tests a foreign key as the owner of its tables (RI_Initial_Check in
    /// src/backend/utils/adt/ri_triggers.c), whom FORCE ROW LEVEL SECURITY binds too: it is lifted meanwhile.
    /// </summary>
    public ChangeObject Around(ObjectDecision item, ChangeObject step)
    {
        if (item.Desired is not ConstraintObject { References: not null } key) return step;
        var guards = Guards(key);
        return step with
        {
            Statements = [.. guards.SelectMany(guard => guard.Lift), .. step.Statements, .. guards.SelectMany(guard => guard.Restore)],
            Locks = guards.Count > 0 ? step.Locks : step.Locks.Select(held => held with { Mode = LockMode.ShareRowExclusive }).ToValueList(),
        };
    }

    /// <summary>True for a step that makes or tests a foreign key, and lets others read its tables meanwhile. Nobody who reads needs the key.</summary>
    public bool LetsRead(Step step) => step is ChangeObject { Action: not ObjectAction.Drop, Identity: var item }
        && clone.Source.Objects.GetValueOrDefault(item) is ConstraintObject { References: not null } && step.Locks.All(held => held.Mode < LockMode.AccessExclusive);

    /// <summary>The steps that make an object: two for such a key, else the one.</summary>
    /// <param name="made">The object as the step makes it.</param>
    /// <param name="step">The step.</param>
    public IReadOnlyList<ChangeObject> Apart(CatalogObject made, ChangeObject step) =>
        made is not ConstraintObject key || step is not { Action: ObjectAction.Create, Bytes: >= SqlStep.LargeBytes } ? [step]
            : key.CanUseIndex && !ChangesInherited(key) ? IndexFirst(key, step)
            : IsTestedLater(key) ? TestLater(key, step)
            : [step];

    /// <summary>
    /// USING INDEX makes the NOT NULL of a child's columns its own, where it has that from a parent (18 and later); ADD PRIMARY KEY by itself leaves it as it is.
    /// </summary>
    private bool ChangesInherited(ConstraintObject key) => key.Type == ConstraintType.PrimaryKey && clone.Source.Table(key.Table) is { PartitionOf: null, Parents.Count: > 0 };

    private static ChangeObject[] IndexFirst(ConstraintObject key, ChangeObject step)
    {
        var index = step with
        {
            Identity = key.UnfinishedIndex,
            Statements = key.CreateUnfinishedIndex().ToValueList(),
            Locks = step.Locks.Select(held => held with { Mode = LockMode.Share }).ToValueList(),
        };
        var taken = key with { TakesIndex = true };
        return [index, step with { Statements = taken.Create().ToValueList(), BuildsIndex = false, Bytes = 0, After = [.. step.After, index.Id] }];
    }

    private ChangeObject[] TestLater(ConstraintObject key, ChangeObject step)
    {
        var untested = key.Untested();
        var test = step with
        {
            Action = ObjectAction.Alter,
            Part = TestPart,
            Statements = untested.ChangeTo(key)!.ToValueList(),
            Locks = step.Locks.Select(held => held.Table == families.Root(key.Table) ? held : held with { Mode = LockMode.RowShare }).ToValueList(),
            After = [step.Id],
        };
        return [step with { Statements = untested.Create().ToValueList(), Bytes = 0 }, test];
    }

    /// <summary>NOT VALID is for foreign keys between tables that stand alone: partitioned ones take it from 18 on.</summary>
    private bool IsTestedLater(ConstraintObject key) => key is { References: { } referenced, IsValid: true, IsEnforced: true } && Guards(key).Count == 0
        && new[] { key.Table, referenced }.All(table => !families.WithAncestors(table).Concat(families.WithDescendants(table)).Any(other => other != table));

    private List<(ValueList<Statement> Lift, ValueList<Statement> Restore)> Guards(ConstraintObject key) => new[] { key.Table, key.References!.Value }
        .SelectMany(families.WithDescendants).Distinct().Order()
        .Select(name => _tables.GetValueOrDefault(name) ?? clone.Renamed.Table(name)).OfType<TableObject>()
        .Select(table => table.LiftForcedRowSecurity()).Where(guard => guard.Lift.Count > 0).ToList();
}
