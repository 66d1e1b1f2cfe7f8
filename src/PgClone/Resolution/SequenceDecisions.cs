using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Sequence;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Sql;
using PgClone.Steps;

namespace PgClone.Resolution;

/// <summary>Finds the sequences that stand elsewhere than on the source.</summary>
internal static class SequenceDecisions
{
    /// <summary>
    /// A step for each sequence to move, identity columns included. Sequences of tables whose rows stay as they are on a target that stands are
    /// left alone: moved backwards they would hand out keys that are taken.
    /// </summary>
    public static IEnumerable<SetSequence> Decide(
        DatabaseCatalog source, DatabaseCatalog target, IEnumerable<ObjectDecision> decisions, IReadOnlySet<QualifiedName> withoutRows)
    {
        foreach (var decision in decisions.Where(item => item.Action != ObjectAction.Skip).OrderBy(item => item.Identity))
        {
            var before = Sequences(decision.Current).ToDictionary(item => item.Sequence, item => item.Options);
            foreach (var (sequence, options, table) in Sequences(decision.Desired))
            {
                if (!source.Sequences.TryGetValue(sequence, out var wanted)) continue;
                // A sequence of that name may have stood behind another object; it is another one.
                SequenceValue? kept = !decision.IsMade && before.ContainsKey(sequence) && target.Sequences.TryGetValue(sequence, out var value) ? value : null;
                if (kept is { } own && table is { } owner && withoutRows.Contains(owner) && options.Allows(own.LastValue)) wanted = own;
                // Narrower options start it again.
                var stands = kept is null || before[sequence].Exceeds(options) ? new(options.Start, false) : kept.Value;
                if (stands != wanted) yield return new() { Sequence = sequence, Value = wanted };
            }
        }
    }

    /// <summary>A step for each sequence to move of those that extensions of the clone call their configuration.</summary>
    public static IEnumerable<SetSequence> OfExtensions(DatabaseCatalog source, DatabaseCatalog target, IReadOnlyDictionary<ObjectIdentity, ObjectDecision> decisions)
    {
        foreach (var item in source.Configuration.Sequences)
        {
            if (!decisions.TryGetValue(ConfigurationDecisions.Identity(item.Extension), out var extension) || extension.Action == ObjectAction.Skip) continue;
            if (!source.Sequences.TryGetValue(item.Name, out var wanted)) continue;
            // Where the script of a new extension leaves it, only the script knows.
            if (extension.IsMade || !target.Sequences.TryGetValue(item.Name, out var stands) || stands != wanted) yield return new() { Sequence = item.Name, Value = wanted };
        }
    }

    /// <summary>The sequences of a clone but those of tables whose rows stay as they are on a target that stands.</summary>
    public static IEnumerable<QualifiedName> Following(IEnumerable<ObjectDecision> decisions, IReadOnlySet<QualifiedName> withoutRows) =>
        decisions.Where(item => item.Action != ObjectAction.Skip)
            .SelectMany(item => Sequences(item.Desired)
                .Where(sequence => item.IsMade || sequence.Table is not { } table || !withoutRows.Contains(table)))
            .Select(item => item.Sequence)
            .Order();

    /// <summary>The sequences of the clone whose value on the source is not for this role to read.</summary>
    public static IEnumerable<QualifiedName> Unreadable(DatabaseCatalog source, IReadOnlyDictionary<ObjectIdentity, CatalogObject> selected) =>
        selected.Values.SelectMany(Sequences).Select(item => item.Sequence)
            .Concat(source.Configuration.Sequences
                .Where(item => selected.ContainsKey(ConfigurationDecisions.Identity(item.Extension)))
                .Select(item => item.Name))
            .Where(sequence => !source.Sequences.ContainsKey(sequence))
            .Order();

    private static IEnumerable<(QualifiedName Sequence, SequenceOptions Options, QualifiedName? Table)> Sequences(CatalogObject? item) => item switch
    {
        SequenceObject sequence => [(new(sequence.Identity.Schema!, sequence.Identity.Name), sequence.Options, sequence.OwnedBy?.Table)],
        TableObject table => table.Columns.Where(column => column.Identity is not null)
            .Select(column => (column.Identity!.Sequence, column.Identity.Options, (QualifiedName?)table.Name)),
        _ => [],
    };
}
