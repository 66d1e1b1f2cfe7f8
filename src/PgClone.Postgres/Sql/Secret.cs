namespace PgClone.Postgres.Sql;

/// <summary>A value that must never be seen: it prints as stars and has nothing a serialiser would write.</summary>
public sealed record Secret
{
    private readonly string _value;

    /// <summary>Keeps a value.</summary>
    public Secret(string value) => _value = value;

    /// <summary>The value itself; for the one place that needs it.</summary>
    public string Reveal() => _value;

    /// <summary>Three stars.</summary>
    public override string ToString() => "***";
}
