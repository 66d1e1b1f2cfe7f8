using PgClone.Postgres.Catalog;
using PgClone.Postgres.Sql;
using PgClone.State;
using PgClone.Steps;

namespace PgClone.Resolution;

/// <summary>
/// Rows that came to the source after the plan was made are copied with the others, so sequences too are set to where they stand by now: one that stayed behind
/// its table would hand out keys that are taken.
/// </summary>
public static class LaterSequences
{
    /// <summary>The sequences of a clone that follow those of the source.</summary>
    public static IEnumerable<WatchedSequence> Of(ResolvedClone clone)
    {
        var withoutRows = clone.Tables.Where(table => table.Action == RowAction.None).Select(table => table.Rows.Table).ToHashSet();
        return SequenceDecisions.Following(clone.Objects, withoutRows)
            .Concat(clone.Source.Configuration.Sequences.Where(item => IsCloned(item.Extension)).Select(item => item.Name)).Where(clone.Source.Sequences.ContainsKey)
            .Select(sequence => new WatchedSequence(sequence, clone.Source.Sequences[sequence]));

        bool IsCloned(string extension) => clone.Objects.Any(item =>
            item.Identity == ConfigurationDecisions.Identity(extension) && item.Action is not (ObjectAction.Skip or ObjectAction.Drop));
    }

    /// <summary>The clone with its sequences where those of the source stand; itself when none has moved.</summary>
    public static SavedClone Bring(SavedClone clone, DatabaseCatalog source)
    {
        var moved = clone.Sequences.Where(item => source.Sequences.TryGetValue(item.Sequence, out var now) && now != item.Value)
            .ToDictionary(item => item.Sequence, item => source.Sequences[item.Sequence]);
        if (moved.Count == 0 || clone.Graph.Steps.Count == 0) return clone;
        var steps = clone.Graph.Steps.Select(step => step is SetSequence set && moved.Remove(set.Sequence, out var value) ? set with { Value = value } : step).ToList();
        var all = steps.Select(step => step.Id).ToValueList();
        steps.AddRange(moved.OrderBy(pair => pair.Key).Select(pair => new SetSequence { Sequence = pair.Key, Value = pair.Value, After = all }));
        return clone with { Graph = new() { Steps = steps.ToValueList() } };
    }
}
