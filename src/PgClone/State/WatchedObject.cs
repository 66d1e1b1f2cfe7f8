using PgClone.Postgres.Catalog;

namespace PgClone.State;

/// <summary>An object of a saved plan, and the fingerprints by which it is known whether the world has moved since.</summary>
/// <param name="Identity">The object.</param>
/// <param name="Source">Of its definition on the source; null when it was absent.</param>
/// <param name="Target">Of its definition on the target; null when it was absent.</param>
/// <param name="Desired">Of its definition as the clone wants it; null when it is to go.</param>
public sealed record WatchedObject(ObjectIdentity Identity, string? Source, string? Target, string? Desired)
{
    /// <summary>True when the run makes it, new or again, or changes it.</summary>
    public bool IsChanged { get; init; }

    /// <summary>As <see cref="Source"/>, of what the clone looks after of its owner and privileges; null for nothing.</summary>
    public string? SourceAccess { get; init; }

    /// <summary>As <see cref="SourceAccess"/>, on the target.</summary>
    public string? TargetAccess { get; init; }

    /// <summary>As <see cref="SourceAccess"/>, as the clone wants it.</summary>
    public string? DesiredAccess { get; init; }
}
