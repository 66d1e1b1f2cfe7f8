using System.Globalization;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Sql;

namespace PgClone.Steps;

/// <summary>Brings a sequence to where the source's stands.</summary>
public sealed record SetSequence : SqlStep
{
    /// <summary>The sequence.</summary>
    public required QualifiedName Sequence { get; init; }

    /// <summary>Where it should stand.</summary>
    public required SequenceValue Value { get; init; }

    /// <inheritdoc/>
    public override StepId Id => new($"set sequence {Sequence}");

    /// <inheritdoc/>
    public override string Summary => $"set sequence {Sequence} to {Value.LastValue.ToString(CultureInfo.InvariantCulture)}";

    /// <inheritdoc/>
    public override IReadOnlyList<Statement> Sql() =>
        [$"SELECT pg_catalog.setval({Literal.Quote(Sequence.Sql)}::pg_catalog.regclass, {Value.LastValue}, {(Value.IsCalled ? "true" : "false")})"];
}
