using PgClone.Cli;
using PgClone.Cli.Commands;
using PgClone.Cli.Views;

return await CommandLine.RunAsync(args, new CommandContext(Terminal.OfProcess(), TimeProvider.System));
