using PgClone.Postgres.Connect;

namespace PgClone.Resolution;

/// <summary>The databases of one clone.</summary>
public sealed record ClonePair : IAsyncDisposable
{
    /// <summary>The source; its sessions know the mask key.</summary>
    public required Database Source { get; init; }

    /// <summary>The target.</summary>
    public required Database Target { get; init; }

    /// <summary>A database of the target's server that surely exists, to create the target from.</summary>
    public required Database Maintenance { get; init; }

    /// <summary>True when the target may be created.</summary>
    public required bool MayCreate { get; init; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await Target.DisposeAsync();
        await Maintenance.DisposeAsync();
    }
}
