using PgClone.Diagnostics;
using PgClone.Plans;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.ColumnDefault;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.DatabaseSettings;
using PgClone.Postgres.Catalog.DefaultPrivileges;
using PgClone.Postgres.Catalog.Sequence;
using PgClone.Postgres.Catalog.SystemObject;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Catalog.Trigger;
using PgClone.Postgres.Sql;
using PgClone.Selection;
using PgClone.State;
using PgClone.Steps;

namespace PgClone.Resolution;

/// <summary>
/// Compares the definitions of a clone with those of the target, object by object: absent, same, ours and different, or foreign.
/// What follows from it for other objects is for <see cref="ReplacementClosure"/> to say.
/// </summary>
internal sealed class DefinitionComparison(CloneDefinition clone, (DatabaseCatalog Source, DatabaseCatalog Target) catalogs, Ledger ledger, Memberships memberships)
{
    private readonly DatabaseCatalog _source = catalogs.Source;

    private readonly DatabaseCatalog _target = catalogs.Target;

    private readonly RenamedLabels _labels = new(catalogs.Source, catalogs.Target, ledger);

    private readonly ColumnFills _fills = new(catalogs.Source, catalogs.Target);

    private readonly ColumnTypes _types = new(catalogs.Target);

    private readonly ExtensionMoves _moves = new(catalogs.Source, catalogs.Target);

    private readonly TablespaceDecisions _tablespaces = new(clone, catalogs.Target.Tablespaces);

    /// <summary>Who owns what, and who may use it.</summary>
    internal AccessDecisions Access { get; } = new(clone, catalogs.Source, catalogs.Target);

    /// <summary>A decision for every selected object, and for every object of ours that has left the source and must go.</summary>
    public Dictionary<ObjectIdentity, ObjectDecision> Decide(SelectedObjects selected, DiagnosticBag diagnostics)
    {
        var decisions = selected.Objects.Values.Where(Access.IsMeant).Select(item => Left(item, selected) ?? Decide(item, diagnostics)).ToDictionary(item => item.Identity);
        Access.Report(diagnostics);
        _tablespaces.Report(diagnostics);
        foreach (var gone in Gone(selected)) decisions[gone.Identity] = gone;
        foreach (var item in decisions.Values.Where(item => item.Desired?.Owner is { } owner && decisions.GetValueOrDefault(owner)?.Action == ObjectAction.Skip).ToList())
            decisions[item.Identity] = item with { Action = ObjectAction.Skip, Changes = [] };
        return decisions;
    }

    /// <summary>
    /// The schema public of the target as it is, where nobody named it: that something selected lives in it is no reason to let the source say who may
    /// create there, which before 15 was everybody. Null for all else.
    /// </summary>
    private ObjectDecision? Left(CatalogObject item, SelectedObjects selected) =>
        IsBuiltIn(item.Identity) && selected.Unnamed.Contains(item.Identity) && _target.Objects.TryGetValue(item.Identity, out var current)
            ? new() { Identity = item.Identity, Desired = current, Current = current, Action = ObjectAction.Unchanged } : null;

    private ObjectDecision Decide(CatalogObject desired, DiagnosticBag diagnostics)
    {
        var current = _target.Objects.GetValueOrDefault(desired.Identity);
        if (!clone.Include.Comments) current = current?.WithoutComments();
        if (desired is DatabaseSettingsObject settings) desired = settings.Of(_target.Properties.Name);
        desired = _tablespaces.Shape(Access.Shape(desired.On(_target.Version), current));
        var decision = new ObjectDecision { Identity = desired.Identity, Desired = desired, Current = current, Action = ObjectAction.Unchanged };
        if (current is null) return decision with { Action = ObjectAction.Create };
        var access = desired.Access.Value is { } meant ? desired.ChangeAccess(Access.Now(desired, current), meant).ToValueList() : [];
        // What joins brings to its indexes when it does is no change of theirs.
        var wanted = memberships.BeforeJoining(desired);
        var move = memberships.Of(desired.Identity);
        decision = decision with { Found = clone.Include.Comments ? move?.Current : move?.Current.WithoutComments() };
        var isMoved = current != wanted && _moves.Explain(wanted, current);
        var isSame = isMoved || IsSame(current, wanted) || _labels.MakeAlike(current, wanted);
        // Its rows cannot be compared before the extension of their types is where it should be: they come again.
        if (isMoved && move is null && current is TableObject)
            return decision with { Action = ObjectAction.Alter, Changes = [.. access], Reason = "an extension that it uses moves" };
        if (isSame && move is null && access.Count == 0) return decision;
        if (!IsOurs(desired) && !IsBuiltIn(desired.Identity))
        {
            if (RuleFor(desired) == ConflictRule.Skip) return decision with { Action = ObjectAction.Skip, Reason = "conflict rule: skip" };
            Refuse(desired, isSame ? "is there already, with another owner or other privileges" : "is there already, and is defined differently", diagnostics);
            return decision with { Action = ObjectAction.Skip };
        }

        if (current is TableObject stands && desired is TableObject wished)
        {
            decision = decision with { Desired = _fills.Fill(stands, wished) };
            wanted = memberships.BeforeJoining(decision.Desired);
        }

        var changes = isSame ? [] : current.ChangeTo(wanted);
        if (changes is null && current is TableObject typed && _types.Change(typed, (TableObject)wanted) is { } retyped)
            (changes, decision) = (retyped.Changes, decision with { Retyped = retyped.Columns.ToValueList() });
        if (changes is null || memberships.IsStuck(desired.Identity))
        {
            var reason = changes is null ? WhyAgain(current, desired) : "made again: a NOT NULL that it inherits has another name";
            return decision with { Action = ObjectAction.Replace, Changes = [.. move?.Leave ?? []], Reason = reason };
        }

        var altered = decision with { Action = ObjectAction.Alter, Changes = [.. move?.Leave ?? [], .. changes, .. access, .. move?.Join ?? []], Reason = move?.Reason };
        // What another object brings along, as an index its marks on the table, needs no step here; but columns of a parent bring other rows.
        if (altered.Changes.Count > 0) return altered;
        return RowDecisions.ColumnsChange(altered) ? altered with { Reason = $"changes with {string.Join(", ", ((TableObject)desired).Above)}" } : decision;
    }

    private static string WhyAgain(CatalogObject current, CatalogObject desired) => (current, desired) switch
    {
        (TableObject now, TableObject then) when now.PartitionOf != then.PartitionOf => "made again: it belongs to another partitioned table, or holds other rows of it",
        (TableObject now, TableObject then) when now.Parents != then.Parents && now.Parents.Order().SequenceEqual(then.Parents.Order()) =>
            "made again: its parents stand in another order",
        (TableObject now, TableObject then) when now.Parents != then.Parents => "made again: it has other parents",
        (TableObject now, TableObject then) when !now.Columns.Select(column => column.Name).Intersect(then.Columns.Select(column => column.Name))
            .SequenceEqual(then.Columns.Select(column => column.Name).Intersect(now.Columns.Select(column => column.Name))) => "made again: its columns stand in another order",
        _ => "made again: no change in place that PgClone knows leads there",
    };

    /// <summary>Fingerprints are taken of what may be shown, so hidden values are compared by themselves; what we may not see we only know to have made.</summary>
    private bool IsSame(CatalogObject current, CatalogObject desired) => current == desired
        // Servers of one version print alike what is alike. Only between versions it takes the ledger to know which text became which.
        || (!current.IsReadable ? ledger.WasMadeOf(desired)
            : _source.Version != _target.Version && ledger.Proves(desired, current) && current.Secrets.SequenceEqual(desired.Secrets));

    /// <summary>Tells that a foreign object stands in the way.</summary>
    public void Refuse(CatalogObject item, string how, DiagnosticBag diagnostics) =>
        diagnostics.Error(DiagnosticCodes.Conflict, $"{item.Identity} {how}; PgClone did not make it", clone.Location,
            $"{Remedy(item)}, or say conflicts: {{ rules: {{ \"{(item.Owner ?? item.Identity).QualifiedName}\": skip }} }} to leave it as it is");

    // What the server itself is made of, the database, and what is nothing but privileges, nobody can drop.
    private static string Remedy(CatalogObject item) => item is SystemObject or DatabaseSettingsObject or DefaultPrivilegesObject
        ? "GRANT and REVOKE on the target what the source has there" : "drop it";

    /// <summary>The conflict rule for an object; that of its table for what belongs to one.</summary>
    public ConflictRule RuleFor(CatalogObject item) => RuleFor((item.Owner ?? item.Identity).QualifiedName);

    /// <summary>The conflict rule for a name.</summary>
    public ConflictRule RuleFor(string name) => clone.Conflicts.Overrides.LastOrDefault(rule => rule.Pattern.Matches(name))?.Rule ?? clone.Conflicts.Default;

    /// <summary>
    /// What is ours on the target and no longer on the _source. What belongs to a selected table or view is part of its definition and goes;
    /// what stands alone goes when the plan prunes. What the server is made of does not go: its privileges are again those that it came with.
    /// </summary>
    private IEnumerable<ObjectDecision> Gone(SelectedObjects selected) => _target.Objects.Values
        .Where(item => HasLeftTheSource(item, selected) && (IsGoneMember(item, selected) || IsAsItCame(item) || (clone.Prune && ledger.Manages(item.Identity))))
        .Select(item => new ObjectDecision { Identity = item.Identity, Desired = null, Current = item, Action = ObjectAction.Drop, Reason = WhyGone(item) });

    private static string WhyGone(CatalogObject item) => item switch
    {
        TriggerObject { IsInherited: true } => "simply enabled on the source",
        SystemObject => "on the source its privileges are those that it came with",
        _ => "no longer on the source",
    };

    /// <summary>True for what the server is made of, where the clone means it and gave it the privileges that the source took back.</summary>
    private bool IsAsItCame(CatalogObject item) => item is SystemObject && ledger.Manages(item.Identity) && clone.Include.Takes(item.Identity.Kind)
        && clone.Objects.LastOrDefault(selector => new SelectorMatch(selector).Matches(item.Identity)) is { Negated: false };

    /// <summary>What stands alone, is ours and no longer on the source, and stays because the plan does not prune.</summary>
    public IEnumerable<ObjectIdentity> Left(SelectedObjects selected) => clone.Prune
        ? []
        : _target.Objects.Values
            .Where(item => item.Owner is null && item is not SystemObject && ledger.Manages(item.Identity))
            .Where(item => HasLeftTheSource(item, selected) && !IsGoneMember(item, selected))
            .Select(item => item.Identity);

    private bool HasLeftTheSource(CatalogObject item, SelectedObjects selected) =>
        !selected.Objects.ContainsKey(item.Identity) && !_source.Objects.ContainsKey(item.Identity);

    private bool IsGoneMember(CatalogObject item, SelectedObjects selected)
    {
        var owner = item is SequenceObject { OwnedBy.Table: var table } ? _target.Table(table)?.Identity : item.Owner;
        if (owner is null || !selected.Objects.TryGetValue(owner.Value, out var whole) || !ledger.Manages(owner.Value)) return false;
        // A default and a NOT NULL are part of a column, whoever made them. A column that goes takes them and its sequence along.
        if (ColumnOf(item) is { } name && whole is TableObject { Columns: var columns })
            return columns.Any(column => column.Name == name) && (item is not SequenceObject || ledger.Manages(item.Identity));
        if (item is TriggerObject { IsInherited: true } && whole is TableObject partition)
            return ComesFromAbove(item.Identity, partition) && clone.Include.Takes(item.Identity.Kind);
        return ledger.Manages(item.Identity) && clone.Include.Takes(item.Identity.Kind);
    }

    // The state of a trigger that a partition has from above is a part of the partition.
    private bool IsOurs(CatalogObject item) =>
        ledger.Manages(item.Identity) || (item is TriggerObject { IsInherited: true, Owner: { } table } && ledger.Manages(table));

    /// <summary>True when a trigger of a partition is that of a table above it on the _source.</summary>
    private bool ComesFromAbove(ObjectIdentity trigger, TableObject partition) => _source.WithAncestors(partition).Skip(1)
        .Any(table => _source.Objects.ContainsKey(trigger with { Schema = table.Name.Schema, Name = table.Name.Name }));

    private static string? ColumnOf(CatalogObject item) => item switch
    {
        ColumnDefaultObject value => value.Identity.Member,
        ConstraintObject { Type: ConstraintType.NotNull } constraint => constraint.Columns[0],
        SequenceObject { OwnedBy: { } owner } => owner.Column,
        _ => null,
    };

    /// <summary>initdb makes it everywhere; it is nobody's.</summary>
    private static bool IsBuiltIn(ObjectIdentity identity) => identity is { Kind: "schema", Name: "public" };
}
