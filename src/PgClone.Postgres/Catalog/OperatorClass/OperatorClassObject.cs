using PgClone.Postgres.Catalog.OperatorFamily;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.OperatorClass;

/// <summary>An operator class: how an index method handles a type. It cannot be changed in place.</summary>
public sealed record OperatorClassObject : CatalogObject
{
    /// <summary>True when indexes on the type use it unasked.</summary>
    public required bool IsDefault { get; init; }

    /// <summary>The type it is for.</summary>
    public required string Type { get; init; }

    /// <summary>The quoted, qualified name of its family.</summary>
    public required string Family { get; init; }

    /// <summary>The type that the index stores, null when it is the same.</summary>
    public required string? Storage { get; init; }

    /// <summary>The operators and functions that belong to it and not to its family alone.</summary>
    public required ValueList<FamilyMember> Members { get; init; }

    /// <inheritdoc/>
    protected override string SqlAddress => $"OPERATOR CLASS {Sql}{Identity.Arguments}";

    private string Sql => new QualifiedName(Identity.Schema!, Identity.Name).Sql;

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition()
    {
        var items = Members.Select(member => member.Sql).ToList();
        // The syntax asks for an item; the type itself as storage says nothing, as pg_dump has it.
        if (Storage is not null || items.Count == 0) items.Insert(0, $"STORAGE {Storage ?? Type}");
        return
        [
            $"CREATE OPERATOR CLASS {Sql}{(IsDefault ? " DEFAULT" : "")} FOR TYPE {Type}{Identity.Arguments} FAMILY {Family} AS\n    "
            + string.Join(",\n    ", items),
        ];
    }
}
