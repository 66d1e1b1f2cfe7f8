using System.Text.Json.Serialization;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Sql;

namespace PgClone.Steps;

/// <summary>Creates, alters or drops one object.</summary>
public sealed record ChangeObject : SqlStep
{
    /// <summary>Create, Alter or Drop; a replacement is a drop and a create.</summary>
    public required ObjectAction Action { get; init; }

    /// <summary>The object.</summary>
    public required ObjectIdentity Identity { get; init; }

    /// <summary>
    /// Tells apart two steps of one action on one object, such as the stub and the body of a view in a loop; null for the only one.
    /// </summary>
    public string? Part { get; init; }

    /// <summary>
    /// What is made along with it, and has no step of its own: defaults and checks inside CREATE TABLE. Of a drop, what goes along.
    /// </summary>
    public ValueList<ObjectIdentity> Along { get; init; }

    /// <summary>What is run, in order, in one transaction.</summary>
    public required ValueList<Statement> Statements { get; init; }

    /// <summary>True when it builds an index, of itself or behind a key.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool BuildsIndex { get; init; }

    /// <inheritdoc/>
    public override StepId Id => new($"{Verb} {Identity}{(Part is null ? "" : $" ({Part})")}");

    /// <inheritdoc/>
    public override string Summary => Id.Value;

    /// <inheritdoc/>
    public override IReadOnlyList<Statement> Sql() => Statements;

    private string Verb => Action switch { ObjectAction.Create => "create", ObjectAction.Alter => "alter", _ => "drop" };
}
