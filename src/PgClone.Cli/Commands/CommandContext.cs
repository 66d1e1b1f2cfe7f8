using PgClone.Cli.Views;

namespace PgClone.Cli.Commands;

/// <summary>What every command needs of the world.</summary>
/// <param name="Terminal">Where it prints.</param>
/// <param name="Clock">What time it is.</param>
public sealed record CommandContext(Terminal Terminal, TimeProvider Clock);
