using System.Text.Json.Serialization;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Sql;

namespace PgClone.Steps;

/// <summary>
/// Fills the tables of one extension with the rows of the user, in one transaction: foreign keys between them, which nobody may drop, hold before
/// and after. Rows that the extension itself put there stay.
/// </summary>
public sealed record CopyConfiguration : CopyStep
{
    /// <summary>The extension.</summary>
    public required string Extension { get; init; }

    /// <summary>Its tables, each behind those that it refers to.</summary>
    public required ValueList<ConfigurationRows> Tables { get; init; }

    /// <inheritdoc/>
    public override StepId Id => For(Extension);

    /// <inheritdoc/>
    public override string Summary => $"copy configuration of extension {Extension}: {string.Join(", ", Tables.Select(table => table.Rows.Table))}";

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool DestroysRows => Tables.Any(table => table.Replaces == ReplacedRows.OfUser);

    /// <summary>What the ledger calls the rows of a table, which are ours also where the extension was there before.</summary>
    public static ObjectIdentity LedgerIdentity(QualifiedName table) => new("configuration", table.Schema, table.Name);

    /// <summary>The id of the step for an extension.</summary>
    public static StepId For(string extension) => new($"copy configuration of {extension}");
}
