using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Access;
using PgClone.Postgres.Catalog.ColumnDefault;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.DefaultPrivileges;
using PgClone.Postgres.Catalog.Index;
using PgClone.Postgres.Catalog.Schema;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Sql;
using PgClone.Resolution;
using PgClone.Steps;

namespace PgClone.Compilation;

/// <summary>
/// Makes the steps that fill a table beside one that stands, and exchange it for that. They are taken from a clone of the target's own objects in which the table
/// is made again: the table and its indexes are made in a schema of ours, and all else in the one transaction in which the table comes from there.
/// </summary>
internal sealed class SwapSteps
{
    private readonly ResolvedClone _clone;
    private readonly NewAccess _access;
    private readonly Dictionary<QualifiedName, TableDecision> _tables;

    public SwapSteps(ResolvedClone clone)
    {
        _clone = clone;
        _access = new(clone);
        _tables = clone.Tables.Where(table => table.Exchanged.Count > 0).ToDictionary(table => table.Rows.Table);
    }

    /// <summary>Where the rows of a table go that will be exchanged for another; null for a table that stays.</summary>
    public QualifiedName? PlaceFor(QualifiedName table) => _tables.ContainsKey(table) ? table with { Schema = SwapTable.SchemaFor(table.Schema) } : null;

    /// <summary>The step that makes the table where the rows of another go.</summary>
    public static StepId MakerOf(QualifiedName place) =>
        new ChangeObject { Action = ObjectAction.Create, Identity = new(TableKind.Word, place.Schema, place.Name), Statements = [] }.Id;

    /// <summary>The steps around those that copy.</summary>
    /// <param name="copies">The steps that fill a table.</param>
    /// <param name="before">What all of them wait for.</param>
    public IEnumerable<Step> Around(Func<QualifiedName, IEnumerable<StepId>> copies, StepId before)
    {
        foreach (var tables in _tables.Values.GroupBy(table => SwapTable.SchemaFor(table.Rows.Table.Schema), StringComparer.Ordinal))
        {
            var schema = new SchemaObject { Identity = new("schema", null, tables.Key), Comment = UserObjects.StagingComment, Access = new ObjectAccess(null, Privileges.Default) };
            // Nobody else comes by, whatever default privileges say: the rows may be those that a policy will hide.
            var create = new ChangeObject
            {
                Action = ObjectAction.Create, Identity = schema.Identity, Statements = [.. schema.Create(), .. _access.Of(schema)], After = [before],
            };
            yield return create;
            foreach (var step in tables.SelectMany(table => Exchange(table, tables.Key, create.Id, [.. copies(table.Rows.Table)]))) yield return step;
            yield return create with
            {
                Action = ObjectAction.Drop, Statements = schema.Drop().ToValueList(), After = tables.Select(table => SwapTable.For(table.Rows.Table)).ToValueList(),
            };
        }
    }

    private IEnumerable<Step> Exchange(TableDecision decision, string schema, StepId made, ValueList<StepId> copies)
    {
        var standing = _clone.Renamed.Table(decision.Rows.Table)!;
        var staged = standing.In(schema);
        var again = MadeAgain(decision);
        // What these need stands, so that they need not wait for the exchange, in which a check would look at every row.
        var inside = again.Objects.Select(item => item.Desired!)
            .Where(item => item.Owner == standing.Identity && item is ColumnDefaultObject or ConstraintObject { Type: ConstraintType.Check, IsValid: true })
            .ToDictionary(item => item.Identity, item => item is ConstraintObject check ? check.In(schema) : item);
        var steps = StepCompiler.Compile(again).Steps.OfType<ChangeObject>()
            .Where(step => step.Identity.Kind != DefaultPrivilegesKind.Word && (step.Action == ObjectAction.Drop || !inside.ContainsKey(step.Identity))).ToList();
        var indexes = Indexes(again, steps, schema);
        var create = new ChangeObject
        {
            Action = ObjectAction.Create, Identity = staged.Identity, Statements = [.. staged.CreateWith([.. inside.Values], [])], After = [made],
        };
        yield return create;
        foreach (var index in indexes.Values) yield return index with { After = copies };
        // Readers should find statistics where they had some; those that are objects of their own come with the exchange, and get their values afterwards.
        var analysis = new AnalyzeRelation { Relation = staged.Name, After = [.. copies, .. indexes.Values.Select(index => index.Id)] };
        yield return analysis;
        yield return new SwapTable
        {
            Rows = decision.Rows,
            Shape = decision.Shape!.Text,
            Replaced = decision.TargetDigest,
            Statements = Statements(standing, staged, steps.Where(step => !indexes.ContainsKey(step.Id))).ToValueList(),
            Locks = steps.SelectMany(step => step.Locks).GroupBy(held => held.Table).Select(held => held.MaxBy(one => one.Mode)!).OrderBy(held => held.Table).ToValueList(),
            After = [analysis.Id],
        };
    }

    /// <summary>The statements of the exchange, in the order of the steps that would make all of it again.</summary>
    private IEnumerable<Statement> Statements(TableObject standing, TableObject staged, IEnumerable<ChangeObject> steps)
    {
        // What belongs to the table would go with it.
        var owned = _clone.Renamed.SequencesOf(standing.Name).Select(sequence => (Its: sequence, Free: sequence with { OwnedBy = null })).ToList();
        foreach (var statement in owned.SelectMany(sequence => sequence.Its.ChangeTo(sequence.Free)!)) yield return statement;
        foreach (var (column, moved) in standing.Columns.Zip(staged.Columns))
            if (column.Identity is { } identity) yield return moved.Identity!.GoOnFrom(identity);
        foreach (var step in steps)
        {
            if (step is not { Action: ObjectAction.Create } || step.Identity != standing.Identity)
            {
                foreach (var statement in step.Statements) yield return statement;
                continue;
            }

            yield return staged.MoveTo(standing.Name.Schema);
            foreach (var statement in _access.Of(standing, staged)) yield return statement;
            foreach (var statement in owned.SelectMany(sequence => sequence.Free.ChangeTo(sequence.Its)!)) yield return statement;
        }
    }

    /// <summary>
    /// The steps that make indexes on the table beside, by the ids of those that would make them on the table itself. A key that is made of an index which is there by
    /// then is none of them.
    /// </summary>
    private static Dictionary<StepId, ChangeObject> Indexes(ResolvedClone again, List<ChangeObject> steps, string schema)
    {
        var made = steps.Where(step => step is { Action: ObjectAction.Create, Part: null }).ToDictionary(step => step.Identity);
        var indexes = new Dictionary<StepId, ChangeObject>();
        foreach (var item in again.Objects.Select(item => item.Desired))
        {
            // Indexes are built along with their like.
            var (step, statements, mode) = item switch
            {
                IndexObject index => (made[index.Identity], index.In(schema).Create(), LockMode.Share),
                ConstraintObject { Index: not null } key when made.TryGetValue(key.UnfinishedIndex, out var unfinished) =>
                    (unfinished, key.In(schema).CreateUnfinishedIndex(), LockMode.Share),
                ConstraintObject { Index: not null } key => (made[key.Identity], key.In(schema).Create(), LockMode.AccessExclusive),
                _ => (null, [], default),
            };
            if (step is null) continue;
            var table = new QualifiedName(schema, step.Identity.Name);
            indexes[step.Id] = step with { Identity = step.Identity with { Schema = schema }, Statements = [.. statements], Locks = [new(table, mode)], After = [] };
        }

        return indexes;
    }

    /// <summary>
    /// The clone of the target's own objects in which the table is made again, with what hangs on it. Nothing else happens in it but what this clone does to default
    /// privileges, which say who may use what is made.
    /// </summary>
    private ResolvedClone MadeAgain(TableDecision decision)
    {
        var exchanged = decision.Exchanged.Select(item => _clone.Renamed.Objects[item]).ToList();
        var identities = decision.Exchanged.ToHashSet();
        return _clone with
        {
            Source = _clone.Renamed,
            CreateDatabase = null,
            Roles = [],
            Renames = [],
            Objects = [.. exchanged.Select(Again).Concat(_clone.Objects.Where(item => item.Identity.Kind == DefaultPrivilegesKind.Word))
                .OrderBy(item => CatalogKinds.Rank(item.Identity.Kind)).ThenBy(item => item.Identity)],
            Tables = [],
            Configuration = [],
            LargeObjects = null,
            Sequences = [],
            Refreshes = [],
            Quieted = [],
        };

        ObjectDecision Again(CatalogObject item) => new()
        {
            Identity = item.Identity,
            Action = ObjectAction.Replace,
            Desired = item,
            Current = item,
            GoesWith = item.Owner is { } owner && identities.Contains(owner) ? owner : null,
        };
    }
}
