namespace PgClone.Postgres.Catalog;

/// <summary>An object of a kind that cannot be cloned yet. It is named, never dropped in silence.</summary>
/// <param name="Kind">PostgreSQL's word for the kind.</param>
/// <param name="Schema">Its schema; null for what belongs to the database.</param>
/// <param name="Name">Its name, or how many there are of what has none.</param>
public sealed record UnsupportedObject(string Kind, string? Schema, string Name)
{
    /// <summary>An operator or function that was added to a family that initdb made.</summary>
    public const string OperatorMember = "member of a built-in operator family";

    /// <summary>A table, view or function of somebody's own in the schema that is kept for the ledger.</summary>
    public const string InLedgerSchema = "object in the schema of the ledger";

    /// <summary>The words for all such kinds.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [OperatorMember, InLedgerSchema];

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {(Schema is null ? "" : Schema + ".")}{Name}";
}
