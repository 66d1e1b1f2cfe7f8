using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.EventTrigger;
using PgClone.State;
using PgClone.Steps;

namespace PgClone.Resolution;

/// <summary>
/// Says which event triggers of the target would fire on what the clone does there. Those that we made are disabled for the time: event_triggers = off (17
/// and later) and session_replication_role = replica would silence those of others too, which guard or watch the target and are not ours to pass by.
/// </summary>
internal static class EventTriggerDecisions
{
    /// <summary>The clone with the event triggers of ours that it must disable, and with a note on each that it disables or that will fire.</summary>
    public static ResolvedClone Apply(ResolvedClone clone, Ledger ledger)
    {
        if (!RunsCommands(clone)) return clone;
        var decisions = clone.Objects.ToDictionary(item => item.Identity);
        var firing = clone.Target.OfType<EventTriggerObject>().Where(item => item.Fires).Select(item => item.Identity)
            .Where(item => decisions.GetValueOrDefault(item)?.Action is not (ObjectAction.Drop or ObjectAction.Replace)).Order().ToList();
        var ours = firing.Where(item => ledger.Manages(item) && decisions.GetValueOrDefault(item)?.Action is ObjectAction.Unchanged or ObjectAction.Alter).ToHashSet();
        return clone with
        {
            Quieted = [.. ours.Order()],
            Notes = [.. clone.Notes, .. firing.Select(Note)],
        };

        string Note(ObjectIdentity item) =>
            ours.Contains(item) ? $"{item} is disabled while the clone works" : $"{item} of the target fires on what the clone does there";
    }

    /// <summary>True when the clone runs a command that fires event triggers: any but COPY, TRUNCATE, ANALYZE, and setval.</summary>
    private static bool RunsCommands(ResolvedClone clone) => clone.Refreshes.Count > 0
        || clone.Objects.Any(item => item.Action is not ObjectAction.Unchanged and not ObjectAction.Skip)
        || clone.Tables.Any(table => table.Action == RowAction.Merge || (table.IsFilled && HasGuards(clone.Target, table)));

    /// <summary>True for a table that is altered before and after its rows come: triggers and forced row security would meddle with them.</summary>
    private static bool HasGuards(DatabaseCatalog target, TableDecision table) => target.Table(table.Rows.Table) is { } stands
        && (stands.ForceRowSecurity || target.Objects.Values.Any(item => item.Identity.Kind == "trigger" && item.Owner == stands.Identity));
}
