using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.EventTrigger;

/// <summary>An event trigger. Making, changing and dropping one fires none.</summary>
public sealed record EventTriggerObject : CatalogObject
{
    /// <summary>What fires it: ddl_command_start, ddl_command_end, sql_drop, table_rewrite, or login (17 and later).</summary>
    public required string Event { get; init; }

    /// <summary>The commands that it is confined to, in the order in which they were given; empty for all.</summary>
    public required ValueList<string> Tags { get; init; }

    /// <summary>The quoted, qualified name of its function.</summary>
    public required string Function { get; init; }

    /// <summary>The letter of evtenabled; see <see cref="FiringState"/>.</summary>
    public required string State { get; init; }

    /// <inheritdoc/>
    public override int OldestVersion => Event == "login" ? 17 : base.OldestVersion;

    /// <inheritdoc/>
    public override bool NeedsSuperuser => true;

    /// <summary>Made last: it is not there to fire on the clone's own commands.</summary>
    public override bool ComesLast => true;

    /// <summary>True when commands of an ordinary session fire it; one for logins is no matter of commands.</summary>
    public bool Fires => FiringState.IsOfOrdinarySessions(State) && Event != "login";

    /// <summary>True when tables that are made, or altered, fire it: it may put something on them.</summary>
    public bool WatchesTables => Fires && Event.StartsWith("ddl_command_", StringComparison.Ordinal)
        && (Tags.Count == 0 || Tags.Any(tag => tag.EndsWith(" TABLE", StringComparison.Ordinal)));

    /// <summary>Stops it from firing.</summary>
    public Statement Quiet() => (this with { State = FiringState.Never }).SetState();

    /// <summary>Has it fire as it should.</summary>
    public Statement SetState() => $"ALTER {SqlAddress} {FiringState.Action(State)}";

    /// <inheritdoc/>
    protected override string SqlAddress => $"EVENT TRIGGER {Identifier.Quote(Identity.Name)}";

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() =>
    [
        string.Concat(
            $"CREATE {SqlAddress} ON {Event}",
            Tags.Count == 0 ? "" : $" WHEN TAG IN ({string.Join(", ", Tags.Select(Literal.Quote))})",
            $" EXECUTE FUNCTION {Function}()"),
        .. State == FiringState.Initial ? Array.Empty<Statement>() : [SetState()],
    ];

    /// <inheritdoc/>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired)
    {
        var wanted = (EventTriggerObject)desired;
        return this with { Comment = wanted.Comment, State = wanted.State } == wanted ? [wanted.SetState()] : null;
    }
}
