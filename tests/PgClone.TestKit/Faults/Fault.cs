namespace PgClone.TestKit.Faults;

/// <summary>Strikes one connection: the first over which one side has sent so much.</summary>
/// <param name="Kind">What becomes of the connection.</param>
/// <param name="Sender">Whose bytes count.</param>
/// <param name="Bytes">How many are passed on; those after them are not.</param>
public sealed record Fault(FaultKind Kind, FaultSide Sender, long Bytes);
