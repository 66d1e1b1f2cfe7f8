namespace PgClone.Postgres.Connect;

/// <summary>Carries a problem out of the depth of a parser; never leaves <see cref="Connect"/>.</summary>
internal sealed class BadConnectionStringException(ConnectionProblem problem) : Exception(problem.Sentence)
{
    public ConnectionProblem Problem { get; } = problem;
}
