namespace PgClone.Postgres.Connect;

/// <summary>A connection string as it stands.</summary>
public sealed record TextConnection(string Text) : ConnectionReference
{
    /// <inheritdoc/>
    public override string Describe() =>
        LibpqConnectionString.TryParse(Text, out var parameters, out _) ? parameters.Display : "a connection string";

    /// <inheritdoc/>
    public override string ToString() => $"{nameof(TextConnection)} {{ {Describe()} }}";
}
