using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Connect;

/// <summary>The connection string is what a program prints; the first argument is the program.</summary>
public sealed record CommandConnection(ValueList<string> Arguments) : ConnectionReference
{
    /// <summary>The program alone: its arguments may hold what nobody should see.</summary>
    public override string Describe() => $"command {Arguments[0]}";
}
