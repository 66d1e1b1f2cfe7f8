namespace PgClone.Postgres.Catalog.Routine;

/// <summary>Functions and window functions.</summary>
public sealed class FunctionKind : RoutineKind
{
    /// <inheritdoc/>
    public override string Name => "function";

    /// <inheritdoc/>
    protected override string Kinds => "'f', 'w'";
}
