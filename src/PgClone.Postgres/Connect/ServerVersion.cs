namespace PgClone.Postgres.Connect;

/// <summary>
/// A server's major version, asked by what it can do. Supported are 14 to 18.
/// </summary>
public readonly record struct ServerVersion(int Major) : IComparable<ServerVersion>
{
    /// <summary>The oldest major version that PgClone reads and writes.</summary>
    public static ServerVersion Oldest { get; } = new(14);

    /// <summary>ALTER COLUMN … SET EXPRESSION (17 and later).</summary>
    public bool HasSetExpression => Major >= 17;

    /// <summary>True from 15: an ICU locale of a database or collation has a column of its own.</summary>
    public bool HasIcuDatabaseLocale => Major >= 15;

    /// <summary>True from 15: sequences can be unlogged.</summary>
    public bool HasUnloggedSequences => Major >= 15;

    /// <summary>True from 15: in the schema public nobody but its owner, who is the owner of the database, can create.</summary>
    public bool HasGuardedPublicSchema => Major >= 15;

    /// <summary>True from 15: publications take whole schemas, and of tables some columns and rows.</summary>
    public bool HasPublishedSchemas => Major >= 15;

    /// <summary>True from 18: publications take stored generated columns.</summary>
    public bool HasPublishedGeneratedColumns => Major >= 18;

    /// <summary>True from 15: subscriptions commit in two phases and stop at errors, if told so.</summary>
    public bool HasTwoPhaseSubscriptions => Major >= 15;

    /// <summary>True from 16: members of pg_create_subscription make subscriptions, which say with whose rights and whose changes they work.</summary>
    public bool HasSubscriptionsOfMembers => Major >= 16;

    /// <summary>True from 16: to be a member of a role is not enough to give it an object, one must be allowed to SET ROLE to it.</summary>
    public bool HasSetOption => Major >= 16;

    /// <summary>True from 17: slots of subscriptions are kept on standbys.</summary>
    public bool HasFailoverSlots => Major >= 17;

    /// <summary>True from 17: the server may keep summaries of its write-ahead log, which say what blocks were changed.</summary>
    public bool HasWalSummaries => Major >= 17;

    /// <summary>True from 17: MAINTAIN is a privilege on tables.</summary>
    public bool HasMaintain => Major >= 17;

    /// <summary>True from 16: a column of a child is generated where that of its parent is, and nowhere else.</summary>
    public bool ChecksInheritedGeneration => Major >= 16;

    /// <summary>True from 16: ICU collations carry tailoring rules.</summary>
    public bool HasIcuRules => Major >= 16;

    /// <summary>True from 17: one column holds the locale of the ICU and builtin providers (<c>colllocale</c>, <c>datlocale</c>).</summary>
    public bool HasProviderNeutralLocale => Major >= 17;

    /// <summary>True from 17: NOT NULL of a domain is a row of pg_constraint.</summary>
    public bool HasCataloguedDomainNotNull => Major >= 17;

    /// <summary>True from 17: a session can limit how long a transaction lasts.</summary>
    public bool HasTransactionTimeout => Major >= 17;

    /// <summary>True from 18: NOT NULL of a column is a row of pg_constraint with a name.</summary>
    public bool HasCataloguedNotNull => Major >= 18;

    /// <inheritdoc/>
    public int CompareTo(ServerVersion other) => Major.CompareTo(other.Major);

    /// <inheritdoc/>
    public override string ToString() => $"PostgreSQL {Major}";
}
