namespace PgClone.Postgres.Catalog;

/// <summary>
/// A fact that shapes how an object is created but is no part of its definition: equal to every other, so that records
/// which carry it still compare by definition.
/// </summary>
public readonly struct NotCompared<T>(T value) : IEquatable<NotCompared<T>>
{
    /// <summary>The fact.</summary>
    public T Value { get; } = value;

    /// <summary>A bare value is a fact not compared.</summary>
    public static implicit operator NotCompared<T>(T value) => new(value);

    /// <summary>Always true.</summary>
    public bool Equals(NotCompared<T> other) => true;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is NotCompared<T>;

    /// <inheritdoc/>
    public override int GetHashCode() => 0;

    /// <summary>Always true.</summary>
    public static bool operator ==(NotCompared<T> left, NotCompared<T> right) => left.Equals(right);

    /// <summary>Always false.</summary>
    public static bool operator !=(NotCompared<T> left, NotCompared<T> right) => !left.Equals(right);
}
