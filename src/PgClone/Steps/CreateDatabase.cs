using PgClone.Postgres.Sql;

namespace PgClone.Steps;

/// <summary>Makes the target database, with the encoding and locale of the source.</summary>
public sealed record CreateDatabase : Step
{
    /// <summary>The name of the database.</summary>
    public required string Name { get; init; }

    /// <summary>CREATE DATABASE, which runs outside any transaction.</summary>
    public required Statement Statement { get; init; }

    /// <inheritdoc/>
    public override StepId Id => new($"create database {Name}");

    /// <inheritdoc/>
    public override string Summary => $"create database {Name}";
}
