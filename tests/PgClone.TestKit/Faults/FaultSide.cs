namespace PgClone.TestKit.Faults;

/// <summary>Who sends.</summary>
public enum FaultSide
{
    /// <summary>The product.</summary>
    Client,

    /// <summary>The server.</summary>
    Server,
}
