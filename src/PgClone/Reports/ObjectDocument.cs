using PgClone.Resolution;
using PgClone.Steps;

namespace PgClone.Reports;

/// <summary>One object of a <see cref="CloneDocument"/>.</summary>
/// <param name="Kind">The kind of object.</param>
/// <param name="Address">Its name, qualified.</param>
/// <param name="Action">What happens to it.</param>
/// <param name="Reason">Why, where that needs saying.</param>
/// <param name="Source">Its definition as the clone wants it.</param>
/// <param name="Target">Its definition on the target.</param>
public sealed record ObjectDocument(string Kind, string Address, ObjectAction Action, string? Reason, string? Source, string? Target)
{
    internal static ObjectDocument Of(ObjectDecision item) =>
        new(item.Identity.Kind, item.Identity.Address, item.Shown, item.Reason, item.Desired?.ScriptWithAccess(), item.ScriptOnTarget);
}
