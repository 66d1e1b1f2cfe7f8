using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.Subscription;

/// <summary>Subscriptions of this database; the catalog is shared by all of a server.</summary>
public sealed class SubscriptionKind : CatalogKind
{
    /// <summary>The word for it.</summary>
    public const string Word = "subscription";

    /// <inheritdoc/>
    public override string Name => Word;

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.Subscription;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT s.oid, s.subname AS name, s.subpublications AS publications, s.subbinary AS is_binary,
               CASE s.substream::pg_catalog.text WHEN 'p' THEN 'parallel' WHEN 't' THEN 'on' WHEN 'true' THEN 'on' ELSE 'off' END AS streaming,
               s.subsynccommit AS synchronous_commit, {(version.HasTwoPhaseSubscriptions ? "s.subtwophasestate <> 'd'" : "false")} AS two_phase,
               {(version.HasTwoPhaseSubscriptions ? "s.subdisableonerr" : "false")} AS disable_on_error,
               {(version.HasSubscriptionsOfMembers ? "s.subpasswordrequired" : "true")} AS password_required,
               {(version.HasSubscriptionsOfMembers ? "s.subrunasowner" : "NULL::pg_catalog.bool")} AS run_as_owner,
               {(version.HasSubscriptionsOfMembers ? "s.suborigin" : "'any'")} AS origin,
               {(version.HasFailoverSlots ? "s.subfailover" : "false")} AS failover,
               s.subenabled AS is_enabled, s.subslotname IS NOT NULL AS has_slot,
               {Description.Of("pg_subscription", "s.oid")} AS comment
        FROM pg_catalog.pg_subscription s
        JOIN pg_catalog.pg_database d ON d.oid = s.subdbid
        WHERE d.datname = pg_catalog.current_database()
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new SubscriptionObject
    {
        Identity = new(Name, null, row.Text("name")),
        Comment = row.OptionalText("comment"),
        Connection = null,
        Publications = row.Texts("publications"),
        Binary = row.Truth("is_binary"),
        Streaming = row.Text("streaming"),
        SynchronousCommit = row.Text("synchronous_commit"),
        TwoPhase = row.Truth("two_phase"),
        DisableOnError = row.Truth("disable_on_error"),
        PasswordRequired = row.Truth("password_required"),
        RunAsOwner = row.OptionalTruth("run_as_owner"),
        Origin = row.Text("origin"),
        Failover = row.Truth("failover"),
        IsEnabled = row.Truth("is_enabled"),
        HasSlot = row.Truth("has_slot"),
    };
}
