using PgClone.Diagnostics;
using PgClone.Plans;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Connect;
using PgClone.Postgres.LargeObjects;
using PgClone.Postgres.Sql;
using PgClone.State;
using PgClone.Steps;

namespace PgClone.Resolution;

/// <summary>
/// Decides about large objects, as one set: they are data, so they come where the data of all tables does, and a database may hold a million of them.
/// Both sides stream by in the order of numbers; only what a rule leaves alone is held.
/// </summary>
internal sealed class LargeObjectDecisions
{
    private const int NamedConflicts = 5;

    private readonly CloneDefinition _clone;
    private readonly DatabaseCatalog _source;
    private readonly DatabaseCatalog _target;
    private readonly DefinitionComparison _comparison;
    private readonly LargeObjectTerms _terms;

    public LargeObjectDecisions(CloneDefinition clone, (DatabaseCatalog Source, DatabaseCatalog Target) catalogs, DefinitionComparison comparison, bool selected)
    {
        _clone = clone;
        (_source, _target) = catalogs;
        _comparison = comparison;
        // A rule for tables by name says nothing of them.
        AreWanted = selected && clone.Data.Last(rule => rule.Pattern.TakesEverything).Copy && _source.LargeObjects.Count + _target.LargeObjects.Count > 0;
        _terms = new()
        {
            Comments = clone.Include.Comments,
            Privileges = clone.Include.Privileges,
            Prunes = clone.Prune,
            Access = AreWanted ? _source.LargeObjects.Access
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => comparison.Access.OfLargeObjects(pair.Key, pair.Value))
                .ToValueList() : [],
        };
    }

    /// <summary>True when the clone has to do with large objects.</summary>
    public bool AreWanted { get; }

    /// <summary>Tells of objects that the role may not read.</summary>
    public void CheckAccess(DiagnosticBag diagnostics)
    {
        if (AreWanted && _source.LargeObjects is { Unreadable: > 0 } set)
            diagnostics.Error(DiagnosticCodes.ServerFailure,
                $"the role may not read {set.Unreadable} of {set.Count} large objects of the source, such as {set.Example}", _clone.Location,
                $"GRANT SELECT ON LARGE OBJECT {set.Example}, read the source as a superuser, or exclude them: \"!{LargeObjectSet.Kind}:*\"");
    }

    /// <summary>The decision, with a look at both sides where both have large objects; null where the clone has nothing to do with them.</summary>
    public async Task<LargeObjectDecision?> DecideAsync(ReadSession source, ReadSession? target, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (!AreWanted) return null;
        var found = new LargeObjectTally();
        if (target is null || _target.LargeObjects.Count == 0) found.Creates = _source.LargeObjects.Count;
        else await CompareAsync(source, target, found, cancellation);
        if (found.Conflicts.Count > 0)
        {
            var others = found.Conflicts.Count > NamedConflicts ? $" and {found.Conflicts.Count - NamedConflicts} more are" : " is";
            diagnostics.Error(DiagnosticCodes.Conflict,
                $"large object {string.Join(", ", found.Conflicts.Take(NamedConflicts))}{others} there already, "
                + "with other bytes, owner, privileges or comment; PgClone did not make it",
                _clone.Location, $"drop it, or say conflicts: {{ rules: {{ \"{found.Conflicts[0]}\": skip }} }} to leave it as it is");
        }

        return new()
        {
            Creates = found.Creates,
            Replaces = found.Replaces,
            Alters = found.Alters,
            Drops = _terms.Prunes ? found.Gone : 0,
            Stays = _terms.Prunes ? 0 : found.Gone,
            Unchanged = found.Unchanged,
            Bytes = _target.LargeObjects.Count == 0 ? _source.LargeObjects.Bytes : found.Bytes,
            Terms = _terms with { LeftAlone = [.. found.LeftAlone] },
        };
    }

    /// <summary>What a reader of the plan should know.</summary>
    public IEnumerable<string> Notes(LargeObjectDecision? decision)
    {
        if (decision is null) yield break;
        if (_clone.Masks is { Rules.Count: > 0 } && _source.LargeObjects.Count > 0)
            yield return $"masks do not reach large objects, which are copied as they are; \"!{LargeObjectSet.Kind}:*\" leaves them out";
        if (decision.Stays > 0) yield return $"large objects that are no longer on the source and stay: {decision.Stays}; prune: true would drop them";
        if (decision.Terms.LeftAlone.Count > 0) yield return $"large objects that are left as they are (conflict rule: skip): {decision.Terms.LeftAlone.Count}";
        if (_clone.Include.SecurityLabels && _source.LargeObjects.Labelled > 0)
            yield return $"large objects with security labels, which are not cloned: {_source.LargeObjects.Labelled}";
    }

    private async Task CompareAsync(ReadSession source, ReadSession target, LargeObjectTally found, CancellationToken cancellation)
    {
        var ours = await LedgerStore.OwnLargeObjectAsync(target.Connection, cancellation);
        var pairs = LargeObjectPairs.PairAsync(
            new LargeObjectReader(source.Connection).RowsAsync(contents: true, "false", cancellation),
            new LargeObjectReader(target.Connection).RowsAsync(contents: true, ours, cancellation), cancellation);
        await foreach (var (there, here) in pairs) Judge(there, here, found);
    }

    private void Judge(LargeObjectRow? there, LargeObjectRow? here, LargeObjectTally found)
    {
        if (here is not { } current)
        {
            found.Creates++;
            found.Bytes += there!.Value.Size;
        }
        else if (there is not { } desired)
        {
            if (current.IsMarked) found.Gone++;
        }
        else if (LargeObjectTerms.IsOther(desired, current) is var isOther && (isOther || _terms.IsUsedOtherwise(desired, current, _target.LargeObjects.Access[current.Class])))
        {
            if (!current.IsMarked)
            {
                if (_comparison.RuleFor($"{current.Oid}") == ConflictRule.Skip) found.LeftAlone.Add(current.Oid);
                else found.Conflicts.Add(current.Oid);
            }
            else if (isOther)
            {
                found.Replaces++;
                found.Bytes += desired.Size;
            }
            else
            {
                found.Alters++;
            }
        }
        else
        {
            found.Unchanged++;
        }
    }

    private sealed class LargeObjectTally
    {
        public long Creates { get; set; }

        public long Replaces { get; set; }

        public long Alters { get; set; }

        public long Gone { get; set; }

        public long Unchanged { get; set; }

        public long Bytes { get; set; }

        public List<uint> LeftAlone { get; } = [];

        public List<uint> Conflicts { get; } = [];
    }
}
