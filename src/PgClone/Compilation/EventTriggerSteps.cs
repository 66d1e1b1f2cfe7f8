using PgClone.Postgres.Catalog.EventTrigger;
using PgClone.Resolution;
using PgClone.Steps;

namespace PgClone.Compilation;

/// <summary>
/// Makes the steps of event triggers: those that go are dropped and those that stay are disabled before anything else happens, and all are made, changed
/// and enabled behind everything else, whether that ended well or not. A run that is killed leaves them disabled, which the next plan sees and mends.
/// </summary>
internal sealed class EventTriggerSteps(ResolvedClone clone)
{
    private readonly List<ObjectDecision> _items = [.. clone.Objects.Where(item => (item.Desired ?? item.Current) is EventTriggerObject)];

    /// <summary>The steps before all others.</summary>
    public IEnumerable<ChangeObject> First =>
    [
        .. _items.Where(item => item.Action is ObjectAction.Drop or ObjectAction.Replace)
            .Select(item => new ChangeObject { Action = ObjectAction.Drop, Identity = item.Identity, Statements = [.. item.Current!.Drop()] }),
        .. _items.Where(IsQuieted)
            .Select(item => new ChangeObject
            {
                Action = ObjectAction.Alter,
                Identity = item.Identity,
                Part = "disable",
                Statements = [((EventTriggerObject)item.Current!).Quiet()],
            }),
    ];

    /// <summary>The steps behind all others, with the decision behind each.</summary>
    public IEnumerable<(ObjectDecision Item, ChangeObject Step)> Last => _items
        .Where(item => item.IsMade || item.Action == ObjectAction.Alter || IsQuieted(item))
        .Select(item => (item, Make(item)));

    private ChangeObject Make(ObjectDecision item)
    {
        var desired = (EventTriggerObject)item.Desired!;
        // Among the changes is the state only where it is another one than before.
        var isEnabledAgain = IsQuieted(item) && ((EventTriggerObject)item.Current!).State == desired.State;
        return new()
        {
            Action = item.IsMade ? ObjectAction.Create : ObjectAction.Alter,
            Identity = item.Identity,
            Statements = item.IsMade ? [.. desired.Create()] : isEnabledAgain ? [.. item.Changes, desired.SetState()] : item.Changes,
        };
    }

    private bool IsQuieted(ObjectDecision item) => clone.Quieted.Contains(item.Identity);
}
