using PgClone.Diagnostics;
using PgClone.Plans;
using PgClone.Resolution;

namespace PgClone.Cli.Commands;

/// <summary>Which clones of a command go into one database, however the plan writes it. Looked at before any of them changes something.</summary>
internal sealed class CloneTargets
{
    private readonly Dictionary<string, DatabaseIdentity> _targets = [];

    /// <summary>
    /// Those that share their target with another and read what is there now. What a source will hold that an earlier clone writes to, nobody knows before.
    /// </summary>
    public IReadOnlyList<CloneDefinition> Foreseeable { get; private set; } = [];

    /// <summary>Looks at the databases of clones that are to come in this order.</summary>
    public static async Task<CloneTargets> LookAsync(ClonePlan plan, IReadOnlyList<CloneDefinition> clones, CancellationToken cancellation)
    {
        var targets = new CloneTargets();
        if (clones.Count < 2) return targets;
        var pairs = new List<(CloneDefinition Clone, ClonePair Pair)>();
        try
        {
            await using var known = new KnownDatabases();
            foreach (var clone in clones)
            {
                // What is wrong with a connection is told when its clone's turn comes.
                if (await ClonePairConnector.ConnectAsync(CloneEndpoints.Of(plan, clone), new DiagnosticBag(), cancellation) is not { } pair) continue;
                pairs.Add((clone, pair));
                if (await known.TargetAsync(pair, cancellation) is { } target) targets._targets[clone.Name] = target;
            }

            targets.Foreseeable = await targets.ForeseeableAsync(pairs, known, cancellation);
        }
        finally
        {
            foreach (var (_, pair) in pairs) await pair.DisposeAsync();
        }

        return targets;
    }

    /// <summary>What the target of a clone is; one that nobody else has, where it could not be connected to.</summary>
    public DatabaseIdentity Of(string clone) => _targets.TryGetValue(clone, out var target) ? target : new(-1, clone);

    private async Task<IReadOnlyList<CloneDefinition>> ForeseeableAsync(
        IReadOnlyList<(CloneDefinition Clone, ClonePair Pair)> pairs, KnownDatabases known, CancellationToken cancellation)
    {
        var foreseeable = new List<CloneDefinition>();
        foreach (var (place, (clone, pair)) in pairs.Index().Where(item => IsShared(item.Item.Clone)))
            if (await known.SourceAsync(pair, cancellation) is { } source && !pairs.Take(place).Any(earlier => Of(earlier.Clone.Name) == source))
                foreseeable.Add(clone);
        return foreseeable;
    }

    private bool IsShared(CloneDefinition clone) => _targets.Values.Count(target => target == Of(clone.Name)) > 1;
}
