namespace PgClone.Postgres.Catalog.Routine;

/// <summary>Procedures.</summary>
public sealed class ProcedureKind : RoutineKind
{
    /// <inheritdoc/>
    public override string Name => "procedure";

    /// <inheritdoc/>
    protected override string Kinds => "'p'";
}
