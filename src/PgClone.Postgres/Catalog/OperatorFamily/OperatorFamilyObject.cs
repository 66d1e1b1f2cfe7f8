using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.OperatorFamily;

/// <summary>An operator family with its loose members; the others are part of their class.</summary>
public sealed record OperatorFamilyObject : CatalogObject
{
    /// <summary>The members that no class holds.</summary>
    public required ValueList<FamilyMember> Members { get; init; }

    /// <inheritdoc/>
    protected override string SqlAddress => $"OPERATOR FAMILY {new QualifiedName(Identity.Schema!, Identity.Name).Sql}{Identity.Arguments}";

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() => [$"CREATE {SqlAddress}", .. Add(Members)];

    /// <inheritdoc/>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired)
    {
        var wanted = ((OperatorFamilyObject)desired).Members;
        var gone = Members.Except(wanted).Select(member => member.Slot).ToList();
        IEnumerable<Statement> drop = gone.Count > 0 ? [$"ALTER {SqlAddress} DROP\n    {string.Join(",\n    ", gone)}"] : [];
        return [.. drop, .. Add([.. wanted.Except(Members)])];
    }

    private IEnumerable<Statement> Add(ValueList<FamilyMember> members) =>
        members.Count > 0 ? [$"ALTER {SqlAddress} ADD\n    {string.Join(",\n    ", members.Select(member => member.Sql))}"] : [];
}
