using System.Text.RegularExpressions;

namespace PgClone.ServerTests.Clones.Drawn;

/// <summary>A single change of one side.</summary>
/// <param name="Sql">The statement.</param>
/// <param name="WantsTarget">True if it was drawn as a drift of the target.</param>
internal sealed partial record Change(string Sql, bool WantsTarget)
{
    /// <summary>True if it happens on the target. What others make there is none of ours, so that only what is ours drifts.</summary>
    public bool OnTarget => WantsTarget && !MakesSomething().IsMatch(Sql);

    /// <inheritdoc/>
    public override string ToString() => $"{(OnTarget ? "target" : "source")}: {Sql}";

    [GeneratedRegex(@"^CREATE |RENAME|ADD CONSTRAINT|ADD TABLE|DETACH|ATTACH|SET SCHEMA|ADD UNIQUE|lo_create|DEFAULT PRIVILEGES|^ALTER DATABASE|DO \$\$")]
    private static partial Regex MakesSomething();
}
