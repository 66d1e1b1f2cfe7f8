using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Collation;

/// <summary>A collation. The version of the library behind it is never part of it.</summary>
public sealed record CollationObject : CatalogObject
{
    /// <summary>libc, icu or builtin.</summary>
    public required string Provider { get; init; }

    /// <summary>False when texts can be equal without having the same bytes.</summary>
    public required bool IsDeterministic { get; init; }

    /// <summary>LC_COLLATE of libc; null for other providers.</summary>
    public required string? Collate { get; init; }

    /// <summary>LC_CTYPE of libc; null for other providers.</summary>
    public required string? CharacterType { get; init; }

    /// <summary>The locale of icu or builtin; null for libc.</summary>
    public required string? Locale { get; init; }

    /// <summary>Tailoring rules of ICU (16 and later).</summary>
    public required string? Rules { get; init; }

    /// <inheritdoc/>
    public override int OldestVersion => Provider == "builtin" ? 17 : Rules is not null ? 16 : base.OldestVersion;

    /// <inheritdoc/>
    protected override string SqlAddress => $"COLLATION {new QualifiedName(Identity.Schema!, Identity.Name).Sql}";

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition()
    {
        List<string> options = [$"provider = {Provider}"];
        if (!IsDeterministic) options.Add("deterministic = false");
        if (Locale is not null) options.Add($"locale = {Literal.Quote(Locale)}");
        else if (Collate == CharacterType) options.Add($"locale = {Literal.Quote(Collate)}");
        else options.AddRange([$"lc_collate = {Literal.Quote(Collate)}", $"lc_ctype = {Literal.Quote(CharacterType)}"]);
        if (Rules is not null) options.Add($"rules = {Literal.Quote(Rules)}");
        return [$"CREATE {SqlAddress} ({string.Join(", ", options)})"];
    }
}
