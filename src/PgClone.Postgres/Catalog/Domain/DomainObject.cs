using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Domain;

/// <summary>A domain.</summary>
public sealed record DomainObject : CatalogObject
{
    /// <summary>The type it narrows, with modifier.</summary>
    public required string BaseType { get; init; }

    /// <summary>The quoted collation, null when it is the one of the base type.</summary>
    public required string? Collation { get; init; }

    /// <summary>The default, null for none.</summary>
    public required string? Default { get; init; }

    /// <summary>True when NULL is refused.</summary>
    public required bool NotNull { get; init; }

    /// <summary>The name of the NOT NULL constraint (17 and later), null when it is the name that the server would choose.</summary>
    public required string? NotNullName { get; init; }

    /// <summary>The text of COMMENT ON CONSTRAINT for the NOT NULL (17 and later).</summary>
    public required string? NotNullComment { get; init; }

    /// <summary>Its checks, in the order of names.</summary>
    public required ValueList<DomainConstraint> Constraints { get; init; }

    /// <summary>
    /// A stored column that has values of it inside values of another type, as an array, a row or a range; null for none. PostgreSQL does not look for them
    /// there, and so lets nobody add what they would have to be tested for.
    /// </summary>
    public NotCompared<string?> HeldInside { get; init; }

    // All tables with values of the domain are read under SHARE (validateDomainCheckConstraint in src/backend/commands/typecmds.c).
    private const Hazard Scan = Hazard.BlocksWrites;

    /// <summary>The name that the server gives the NOT NULL of a domain, as pg_dump knows it.</summary>
    internal static string UsualNotNullName(string domain) => $"{domain}_not_null";

    /// <inheritdoc/>
    public override int OldestVersion => NotNullComment is null ? base.OldestVersion : 17;

    /// <inheritdoc/>
    protected override string SqlAddress => $"DOMAIN {Sql}";

    private string Sql => new QualifiedName(Identity.Schema!, Identity.Name).Sql;

    /// <summary>The same domain without the checks that are NOT VALID: rows that are about to come may contradict them.</summary>
    public DomainObject Unchecked() => this with { Constraints = Constraints.Where(IsValid).ToValueList() };

    /// <inheritdoc/>
    public override CatalogObject WithoutComments() =>
        this with { Comment = null, NotNullComment = null, Constraints = Constraints.Select(check => check with { Comment = null }).ToValueList() };

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition()
    {
        var inside = Constraints.Where(IsValid).Select(check => $"\n    CONSTRAINT {Identifier.Quote(check.Name)} {check.Definition}");
        yield return string.Concat(
            $"CREATE {SqlAddress} AS {BaseType}",
            Collation is null ? "" : $" COLLATE {Collation}",
            Default is null ? "" : $" DEFAULT {Default}",
            NotNullName is null ? "" : $" CONSTRAINT {Identifier.Quote(NotNullName)}",
            NotNull ? " NOT NULL" : "",
            string.Concat(inside));
        // Only ALTER DOMAIN knows NOT VALID.
        foreach (var check in Constraints.Where(check => !IsValid(check))) yield return Add(check);
        foreach (var check in Constraints.Where(check => check.Comment is not null)) yield return Describe(check.Name, check.Comment);
        if (NotNullComment is not null) yield return DescribeNotNull();
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired)
    {
        var wanted = (DomainObject)desired;
        if (wanted.BaseType != BaseType || wanted.Collation != Collation) return null;
        ValueList<Statement> changes = [.. Settings(wanted), .. Checks(wanted)];
        // On the source they may be held where on the target they will be.
        return (HeldInside.Value ?? wanted.HeldInside.Value) is not null && changes.Any(change => change.Hazard == Scan) ? null : changes;
    }

    private IEnumerable<Statement> Settings(DomainObject wanted)
    {
        if (wanted.Default != Default) yield return $"ALTER {SqlAddress} {(wanted.Default is null ? "DROP DEFAULT" : $"SET DEFAULT {wanted.Default}")}";
        if (wanted.NotNull != NotNull)
            yield return new(wanted.NotNullName is { } name ? $"ALTER {SqlAddress} ADD CONSTRAINT {Identifier.Quote(name)} NOT NULL"
                : $"ALTER {SqlAddress} {(wanted.NotNull ? "SET" : "DROP")} NOT NULL", wanted.NotNull ? Scan : Hazard.None) { TestsRows = wanted.NotNull };
        else if (wanted.NotNullName != NotNullName)
            yield return $"ALTER {SqlAddress} RENAME CONSTRAINT {Identifier.Quote(NotNullConstraint)} TO {Identifier.Quote(wanted.NotNullConstraint)}";
        if (wanted.NotNull && wanted.NotNullComment != (NotNull ? NotNullComment : null)) yield return wanted.DescribeNotNull() with { TestsRows = !NotNull };
    }

    private IEnumerable<Statement> Checks(DomainObject wanted)
    {
        var old = Constraints.ToDictionary(check => check.Name, StringComparer.Ordinal);
        var kept = wanted.Constraints.Where(check => old.GetValueOrDefault(check.Name)?.Definition == check.Definition).ToDictionary(check => check.Name, StringComparer.Ordinal);
        foreach (var check in Constraints.Where(check => !kept.ContainsKey(check.Name)))
            yield return $"ALTER {SqlAddress} DROP CONSTRAINT {Identifier.Quote(check.Name)}";
        foreach (var check in wanted.Constraints)
        {
            // One that is NOT VALID tests no rows that are there, but each that comes.
            var isNew = !kept.ContainsKey(check.Name);
            if (isNew) yield return Add(check) with { TestsRows = true, Hazard = IsValid(check) ? Scan : Hazard.None };
            if (check.Comment != (isNew ? null : old[check.Name].Comment)) yield return Describe(check.Name, check.Comment) with { TestsRows = isNew };
        }
    }

    private static bool IsValid(DomainConstraint check) => !check.Definition.EndsWith(" NOT VALID", StringComparison.Ordinal);

    private Statement Add(DomainConstraint check) => $"ALTER {SqlAddress} ADD CONSTRAINT {Identifier.Quote(check.Name)} {check.Definition}";

    private Statement DescribeNotNull() => Describe(NotNullConstraint, NotNullComment);

    private Statement Describe(string constraint, string? comment) =>
        $"COMMENT ON CONSTRAINT {Identifier.Quote(constraint)} ON DOMAIN {Sql} IS {Literal.Quote(comment)}";

    private string NotNullConstraint => NotNullName ?? UsualNotNullName(Identity.Name);
}
