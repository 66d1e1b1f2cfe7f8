using PgClone.Postgres.Connect;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Subscription;

/// <summary>
/// A subscription. A clone's is never enabled and has no slot: two subscribers of one slot would take changes from each other. Whether it was enabled since
/// is its owner's business, and not compared.
/// </summary>
public sealed record SubscriptionObject : CatalogObject
{
    /// <summary>How it reaches the publisher, which may hold a password; null when it is not for our role to see.</summary>
    public required Secret? Connection { get; init; }

    /// <summary>The publications, in their order.</summary>
    public required ValueList<string> Publications { get; init; }

    /// <summary>True for rows in binary.</summary>
    public required bool Binary { get; init; }

    /// <summary>off, on, or parallel (16 and later).</summary>
    public required string Streaming { get; init; }

    /// <summary>synchronous_commit of its workers.</summary>
    public required string SynchronousCommit { get; init; }

    /// <summary>True for two-phase commit (15 and later).</summary>
    public required bool TwoPhase { get; init; }

    /// <summary>True when it stops at an error (15 and later).</summary>
    public required bool DisableOnError { get; init; }

    /// <summary>False when an owner who is no superuser may do without a password (16 and later).</summary>
    public required bool PasswordRequired { get; init; }

    /// <summary>True when changes are made as its owner, false when as the owner of each table (16 and later); null where it is always as its owner.</summary>
    public required bool? RunAsOwner { get; init; }

    /// <summary>any, or none for changes that the publisher has from nobody else (16 and later).</summary>
    public required string Origin { get; init; }

    /// <summary>True when its slot is kept on standbys of the publisher (17 and later).</summary>
    public required bool Failover { get; init; }

    /// <summary>True while it works.</summary>
    public required NotCompared<bool> IsEnabled { get; init; }

    /// <summary>True when it has a slot on the publisher.</summary>
    public required NotCompared<bool> HasSlot { get; init; }

    /// <summary>True when only superusers can make one on the server that it is for.</summary>
    private NotCompared<bool> IsForSuperusers { get; init; }

    /// <inheritdoc/>
    public override int OldestVersion => Failover ? 17
        : !PasswordRequired || Origin != "any" || Streaming == "parallel" ? 16
        : TwoPhase || DisableOnError ? 15 : base.OldestVersion;

    /// <inheritdoc/>
    public override bool FollowsRows => true;

    /// <inheritdoc/>
    public override bool IsReadable => Connection is not null;

    /// <inheritdoc/>
    public override bool NeedsSuperuser => IsForSuperusers.Value || !PasswordRequired;

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, Secret>> Secrets => Connection is null ? [] : [KeyValuePair.Create("connection", Connection)];

    /// <inheritdoc/>
    protected override string SqlAddress => $"SUBSCRIPTION {Identifier.Quote(Identity.Name)}";

    private static string ConnectionClause => $"CONNECTION {SecretPlace.Of("connection")}";

    /// <inheritdoc/>
    public override CatalogObject On(ServerVersion version) => this with
    {
        RunAsOwner = version.HasSubscriptionsOfMembers ? RunAsOwner ?? true : null, IsForSuperusers = !version.HasSubscriptionsOfMembers,
    };

    /// <summary>It lets go of its slot first: the publisher is not asked, and whoever made the slot there has to drop it.</summary>
    public override IEnumerable<Statement> Drop() =>
    [
        .. IsEnabled.Value ? [$"ALTER {SqlAddress} DISABLE"] : Array.Empty<Statement>(),
        .. HasSlot.Value ? [$"ALTER {SqlAddress} SET (slot_name = NONE)"] : Array.Empty<Statement>(),
        .. base.Drop(),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition()
    {
        IEnumerable<SubscriptionSetting> ofSlot = [Setting("two_phase", TwoPhase, otherwise: false), Setting("failover", Failover, otherwise: false)];
        var settings = Settings().Concat(ofSlot).Where(setting => setting.Value != setting.Default);
        return [WithSecrets($"CREATE {SqlAddress} {ConnectionClause} PUBLICATION {Identifier.QuoteAll(Publications)} "
            + $"WITH (connect = false, enabled = false, create_slot = false, slot_name = NONE, {string.Join(", ", settings.Select(setting => setting.Sql))})")];
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired)
    {
        var wanted = (SubscriptionObject)desired;
        // Both are settings of the slot too, and cannot be changed without one.
        if (!IsReadable || wanted.TwoPhase != TwoPhase || wanted.Failover != Failover) return null;
        var settings = wanted.Settings().Except(Settings()).Select(setting => setting.Sql).ToList();
        return
        [
            .. wanted.Connection == Connection ? Array.Empty<Statement>() : [wanted.WithSecrets($"ALTER {SqlAddress} {ConnectionClause}")],
            .. wanted.Publications == Publications ? Array.Empty<Statement>()
                : [$"ALTER {SqlAddress} SET PUBLICATION {Identifier.QuoteAll(wanted.Publications)} WITH (refresh = false)"],
            .. settings.Count == 0 ? Array.Empty<Statement>() : [$"ALTER {SqlAddress} SET ({string.Join(", ", settings)})"],
        ];
    }

    private IEnumerable<SubscriptionSetting> Settings()
    {
        yield return Setting("binary", Binary, otherwise: false);
        yield return new("streaming", Streaming, null);
        yield return new("synchronous_commit", Literal.Quote(SynchronousCommit), "'off'");
        yield return Setting("disable_on_error", DisableOnError, otherwise: false);
        yield return Setting("password_required", PasswordRequired, otherwise: true);
        if (RunAsOwner is { } runs) yield return Setting("run_as_owner", runs, otherwise: false);
        yield return new("origin", Literal.Quote(Origin), "'any'");
    }

    private static SubscriptionSetting Setting(string name, bool value, bool otherwise) => new(name, Word(value), Word(otherwise));

    private static string Word(bool value) => value ? "true" : "false";
}
