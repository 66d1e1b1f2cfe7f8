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

    /// <summary>Its checks, in the order of names.</summary>
    public required ValueList<DomainConstraint> Constraints { get; init; }

    /// <inheritdoc/>
    protected override string SqlAddress => $"DOMAIN {Sql}";

    private string Sql => new QualifiedName(Identity.Schema!, Identity.Name).Sql;

    /// <inheritdoc/>
    public override CatalogObject WithoutComments() =>
        this with { Comment = null, Constraints = Constraints.Select(check => check with { Comment = null }).ToValueList() };

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition()
    {
        var inside = Constraints.Where(IsValid).Select(check => $"\n    CONSTRAINT {Identifier.Quote(check.Name)} {check.Definition}");
        yield return string.Concat(
            $"CREATE {SqlAddress} AS {BaseType}",
            Collation is null ? "" : $" COLLATE {Collation}",
            Default is null ? "" : $" DEFAULT {Default}",
            NotNull ? " NOT NULL" : "",
            string.Concat(inside));
        // Only ALTER DOMAIN knows NOT VALID.
        foreach (var check in Constraints.Where(check => !IsValid(check))) yield return Add(check);
        foreach (var check in Constraints.Where(check => check.Comment is not null)) yield return Describe(check);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired)
    {
        var wanted = (DomainObject)desired;
        if (wanted.BaseType != BaseType || wanted.Collation != Collation) return null;
        return [.. Settings(wanted), .. Checks(wanted)];
    }

    private IEnumerable<Statement> Settings(DomainObject wanted)
    {
        if (wanted.Default != Default) yield return $"ALTER {SqlAddress} {(wanted.Default is null ? "DROP DEFAULT" : $"SET DEFAULT {wanted.Default}")}";
        if (wanted.NotNull != NotNull) yield return new($"ALTER {SqlAddress} {(wanted.NotNull ? "SET" : "DROP")} NOT NULL") { TestsRows = wanted.NotNull };
    }

    private IEnumerable<Statement> Checks(DomainObject wanted)
    {
        var old = Constraints.ToDictionary(check => check.Name, StringComparer.Ordinal);
        var kept = wanted.Constraints.Where(check => old.GetValueOrDefault(check.Name)?.Definition == check.Definition).ToDictionary(check => check.Name, StringComparer.Ordinal);
        foreach (var check in Constraints.Where(check => !kept.ContainsKey(check.Name)))
            yield return $"ALTER {SqlAddress} DROP CONSTRAINT {Identifier.Quote(check.Name)}";
        foreach (var check in wanted.Constraints)
        {
            var tests = !kept.ContainsKey(check.Name) && IsValid(check);
            if (!kept.ContainsKey(check.Name)) yield return Add(check) with { TestsRows = tests };
            if (check.Comment != (kept.ContainsKey(check.Name) ? old[check.Name].Comment : null)) yield return Describe(check) with { TestsRows = tests };
        }
    }

    private static bool IsValid(DomainConstraint check) => !check.Definition.EndsWith(" NOT VALID", StringComparison.Ordinal);

    private Statement Add(DomainConstraint check) => $"ALTER {SqlAddress} ADD CONSTRAINT {Identifier.Quote(check.Name)} {check.Definition}";

    private Statement Describe(DomainConstraint check) =>
        $"COMMENT ON CONSTRAINT {Identifier.Quote(check.Name)} ON DOMAIN {Sql} IS {Literal.Quote(check.Comment)}";
}
