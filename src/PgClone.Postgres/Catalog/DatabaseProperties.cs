using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog;

/// <summary>What CREATE DATABASE must say to get a database like this one.</summary>
public sealed record DatabaseProperties
{
    /// <summary>The name of the database that has them.</summary>
    public required string Name { get; init; }

    /// <summary>The role that owns it.</summary>
    public required string Owner { get; init; }

    /// <summary>The name of the encoding, such as UTF8.</summary>
    public required string Encoding { get; init; }

    /// <summary>LC_COLLATE.</summary>
    public required string Collate { get; init; }

    /// <summary>LC_CTYPE.</summary>
    public required string CharacterType { get; init; }

    /// <summary>libc, icu or builtin.</summary>
    public required string Provider { get; init; }

    /// <summary>The locale of the icu or builtin provider, null for libc.</summary>
    public required string? Locale { get; init; }

    /// <summary>Tailoring rules of an ICU locale (16 and later), null for none.</summary>
    public required string? IcuRules { get; init; }

    /// <summary>The statement that makes a database of another name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="owner">The role that shall own it; null for the one that makes it.</param>
    public Statement Create(string name, string? owner) => string.Concat(
        $"CREATE DATABASE {Identifier.Quote(name)}{(owner is null ? "" : $" OWNER {Identifier.Quote(owner)}")} TEMPLATE template0 ENCODING {Literal.Quote(Encoding)}",
        $" LC_COLLATE {Literal.Quote(Collate)} LC_CTYPE {Literal.Quote(CharacterType)}",
        // 14 knows libc only and has no word for it.
        Provider == "libc" ? "" : $" LOCALE_PROVIDER {Provider}",
        Locale is null ? "" : Provider == "icu" ? $" ICU_LOCALE {Literal.Quote(Locale)}" : $" BUILTIN_LOCALE {Literal.Quote(Locale)}",
        IcuRules is null ? "" : $" ICU_RULES {Literal.Quote(IcuRules)}");
}
