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

    /// <summary>The text of COMMENT ON SEQUENCE for it.</summary>
    public required string? Comment { get; init; }

    /// <summary>The clause, with a space before it.</summary>
    public string Sql => $" GENERATED {Mode} AS IDENTITY (SEQUENCE NAME {Sequence.Sql} {Options.Sql})";

    /// <summary>Makes the sequence logged or not as it should be, where it <paramref name="stands"/> otherwise.</summary>
    public IEnumerable<Statement> Log(bool stands) => stands == Unlogged ? [] : [$"ALTER SEQUENCE {Sequence.Sql} SET {(Unlogged ? "UNLOGGED" : "LOGGED")}"];

    /// <summary>
    /// What a fresh sequence needs: a data type that is not the one of the column, of <paramref name="columnType"/>, which IDENTITY gives it
    /// (generateSerialExtraStmts in src/backend/parser/parse_utilcmd.c); and a comment.
    /// </summary>
    public IEnumerable<Statement> Complete(string columnType) =>
        [.. Options.DataType == columnType ? Array.Empty<Statement>() : [Define()], .. Comment is null ? Array.Empty<Statement>() : [Describe()]];

    /// <summary>Has the sequence go on where that of another column stands now.</summary>
    public Statement GoOnFrom(IdentityColumn other) =>
        $"SELECT pg_catalog.setval({Literal.Quote(Sequence.Sql)}::pg_catalog.regclass, last_value, is_called) FROM {other.Sequence.Sql}";

    /// <summary>Data type and all options anew.</summary>
    public Statement Define() => $"ALTER SEQUENCE {Sequence.Sql} AS {Options.DataType} {Options.Sql}";

    /// <summary>The same for a sequence that counts otherwise, and may stand where it may not stand any longer.</summary>
    public Statement DefineFrom(SequenceOptions current) => $"{Define().Sql}{current.RestartFor(Options)}";

    /// <summary>COMMENT ON SEQUENCE.</summary>
    public Statement Describe() => $"COMMENT ON SEQUENCE {Sequence.Sql} IS {Literal.Quote(Comment)}";

    /// <summary>ALWAYS or BY DEFAULT.</summary>
    public string Mode => Always ? "ALWAYS" : "BY DEFAULT";
}
