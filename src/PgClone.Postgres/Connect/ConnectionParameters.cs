using System.Collections.Immutable;

namespace PgClone.Postgres.Connect;

/// <summary>Connection parameters under the keywords of libpq. Prints without its password.</summary>
public sealed class ConnectionParameters
{
    private readonly ImmutableSortedDictionary<string, string> _values;

    private ConnectionParameters(ImmutableSortedDictionary<string, string> values) => _values = values;

    /// <summary>No parameters.</summary>
    public static ConnectionParameters Empty { get; } = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>The keywords that are set, in ordinal order.</summary>
    public IEnumerable<string> Keywords => _values.Keys;

    /// <summary>The value of a keyword; null when it is not set or empty, which is the same to libpq.</summary>
    public string? this[string keyword] => _values.GetValueOrDefault(keyword) is { Length: > 0 } value ? value : null;

    /// <summary>True when a password is among them.</summary>
    public bool HasPassword => this["password"] is not null || this["sslpassword"] is not null;

    /// <summary>User, host, port and database as far as they are set: <c>prod@db.example:5432/app</c>.</summary>
    public string Display =>
        (this["user"] is { } user ? $"{user}@" : "")
        + $"{this["host"] ?? this["hostaddr"] ?? "localhost"}:{this["port"] ?? "5432"}/{this["dbname"] ?? this["user"]}";

    /// <summary>These, with one set.</summary>
    public ConnectionParameters With(string keyword, string value) => new(_values.SetItem(keyword, value));

    /// <summary>These, with those of the other where these have none.</summary>
    public ConnectionParameters Or(ConnectionParameters other) =>
        new(_values.SetItems(other._values.Where(p => this[p.Key] is null)));

    /// <inheritdoc/>
    public override string ToString() => Display;
}
