using PgClone.Cli;
using PgClone.Cli.Commands;
using PgClone.Cli.Views;

namespace PgClone.TestKit;

/// <summary>The product as a user calls it, in this process.</summary>
public static class Product
{
    /// <summary>Runs one command line; nobody can be asked, and nothing is rewritten in place.</summary>
    public static async Task<ProductOutput> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var terminal = new Terminal { Out = output, Error = TextWriter.Synchronized(errors), In = TextReader.Null, IsInteractive = false, IsLive = false };
        var code = await CommandLine.RunAsync(arguments, new CommandContext(terminal, TimeProvider.System));
        return new(code, output.ToString(), errors.ToString());
    }
}
