using PgClone.Postgres.Catalog.Sequence;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Table;

/// <summary>An identity column: GENERATED … AS IDENTITY and the sequence behind it.</summary>
public sealed record IdentityColumn
{
    /// <summary>True for ALWAYS, false for BY DEFAULT.</summary>
    public required bool Always { get; init; }

    /// <summary>The sequence behind it.</summary>
    public required QualifiedName Sequence { get; init; }

    /// <summary>True when the sequence is UNLOGGED: as a rule where its table is.</summary>
    public required bool Unlogged { get; init; }

    /// <summary>How the sequence counts.</summary>
    public required SequenceOptions Options { get; init; }

    /// <summary>The clause, with a space before it.</summary>
    public string Sql => $" GENERATED {Mode} AS IDENTITY (SEQUENCE NAME {Sequence.Sql} {Options.Sql})";

    /// <summary>Makes the sequence logged or not as it should be, where it <paramref name="stands"/> otherwise.</summary>
    public IEnumerable<Statement> Log(bool stands) => stands == Unlogged ? [] : [$"ALTER SEQUENCE {Sequence.Sql} SET {(Unlogged ? "UNLOGGED" : "LOGGED")}"];

    /// <summary>ALWAYS or BY DEFAULT.</summary>
    public string Mode => Always ? "ALWAYS" : "BY DEFAULT";
}
