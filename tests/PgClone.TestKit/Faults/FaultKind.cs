namespace PgClone.TestKit.Faults;

/// <summary>What becomes of a connection.</summary>
public enum FaultKind
{
    /// <summary>Both ends see it closed, as when the other side ends in good order.</summary>
    Close,

    /// <summary>Both ends see it reset, as when a firewall or a crashed machine answers.</summary>
    Reset,

    /// <summary>It stays open and carries nothing any more, as when a machine hangs.</summary>
    Stall,
}
