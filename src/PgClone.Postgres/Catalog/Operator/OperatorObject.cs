using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Operator;

/// <summary>An operator. Its commutator and negator may come later: naming one that is not there yet makes a shell of it.</summary>
public sealed record OperatorObject : CatalogObject
{
    /// <summary>The quoted, qualified name of the function behind it.</summary>
    public required string Function { get; init; }

    /// <summary>The type on its left; null for a prefix operator.</summary>
    public required string? LeftType { get; init; }

    /// <summary>The type on its right.</summary>
    public required string RightType { get; init; }

    /// <summary>The operator that gives the same with its sides exchanged; null for none.</summary>
    public required ObjectIdentity? Commutator { get; init; }

    /// <summary>The operator that gives the opposite; null for none.</summary>
    public required ObjectIdentity? Negator { get; init; }

    /// <summary>The function that estimates how many rows it keeps; null for none.</summary>
    public required string? Restrict { get; init; }

    /// <summary>The function that estimates how many rows a join by it gives; null for none.</summary>
    public required string? Join { get; init; }

    /// <summary>True when it can be used in a hash join.</summary>
    public required bool Hashes { get; init; }

    /// <summary>True when it can be used in a merge join.</summary>
    public required bool Merges { get; init; }

    /// <inheritdoc/>
    protected override string SqlAddress => $"OPERATOR {NameOf(Identity)}{Identity.Arguments}";

    /// <summary>Other operators that making this one writes to.</summary>
    public IEnumerable<ObjectIdentity> Linked => new[] { Commutator, Negator }.OfType<ObjectIdentity>().Where(other => other != Identity);

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition()
    {
        var options = new[]
        {
            $"FUNCTION = {Function}", Option("LEFTARG", LeftType), Option("RIGHTARG", RightType),
            Option("COMMUTATOR", Reference(Commutator)), Option("NEGATOR", Reference(Negator)), Option("RESTRICT", Restrict), Option("JOIN", Join),
            Hashes ? "HASHES" : null, Merges ? "MERGES" : null,
        };
        return [$"CREATE OPERATOR {NameOf(Identity)} (\n    {string.Join(",\n    ", options.OfType<string>())}\n)"];
    }

    /// <summary>Only the estimators can be changed in every version.</summary>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired)
    {
        var wanted = (OperatorObject)desired;
        if ((this with { Comment = wanted.Comment, Restrict = wanted.Restrict, Join = wanted.Join }) != wanted) return null;
        return [$"ALTER {SqlAddress} SET (RESTRICT = {wanted.Restrict ?? "NONE"}, JOIN = {wanted.Join ?? "NONE"})"];
    }

    private static string? Option(string name, string? value) => value is null ? null : $"{name} = {value}";

    private static string? Reference(ObjectIdentity? other) => other is { } found ? $"OPERATOR({NameOf(found)})" : null;

    private static string NameOf(ObjectIdentity item) => $"{Identifier.Quote(item.Schema!)}.{item.Name}";
}
