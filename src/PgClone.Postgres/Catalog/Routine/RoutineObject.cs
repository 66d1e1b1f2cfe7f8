using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Routine;

/// <summary>A function, window function or procedure.</summary>
public sealed record RoutineObject : CatalogObject
{
    /// <summary>CREATE OR REPLACE …, as pg_get_functiondef prints it.</summary>
    public required string Definition { get; init; }

    /// <summary>The result, as pg_get_function_result prints it; null for a procedure.</summary>
    public required string? Result { get; init; }

    /// <summary>The arguments with names and modes, defaults left out, as pg_get_function_identity_arguments prints them.</summary>
    public required string Arguments { get; init; }

    /// <summary>True for a window function.</summary>
    public required bool IsWindow { get; init; }

    /// <summary>True for SECURITY DEFINER: whoever may call it does what its owner may do.</summary>
    public required NotCompared<bool> IsSecurityDefiner { get; init; }

    /// <summary>How many arguments have a default.</summary>
    public required int Defaults { get; init; }

    /// <inheritdoc/>
    protected override string SqlAddress =>
        $"{(Result is null ? "PROCEDURE" : "FUNCTION")} {new QualifiedName(Identity.Schema!, Identity.Name).Sql}{Identity.Arguments}";

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() => [Define()];

    /// <summary>CREATE OR REPLACE may neither change the kind nor the result nor rename arguments nor take defaults away (its manual page, Notes).</summary>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired)
    {
        var wanted = (RoutineObject)desired;
        return wanted.IsWindow == IsWindow && wanted.Result == Result && wanted.Arguments == Arguments && wanted.Defaults >= Defaults ? [wanted.Define()] : null;
    }

    private Statement Define() => new(Definition, IsSecurityDefiner.Value ? Hazard.WidensPrivileges : Hazard.None);
}
