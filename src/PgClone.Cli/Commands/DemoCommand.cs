using System.CommandLine;
using Npgsql;
using PgClone.Cli.Arguments;
using PgClone.Cli.Demo;
using PgClone.Postgres.Cluster;

namespace PgClone.Cli.Commands;

/// <summary>Walks through plan, apply and plan on two throwaway servers, and removes all that it made.</summary>
internal static class DemoCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("demo", "Clone a sample shop between two throwaway PostgreSQL servers: plan, apply, plan.");
        var json = new PlanArguments().Json;
        command.Add(json);
        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                return await new ShopDemo(context, parsed.GetValue(json) ? OutputFormat.Json : OutputFormat.Text).RunAsync(cancellation);
            }
            catch (Exception error) when (error is ClusterException or NpgsqlException)
            {
                await context.Terminal.Error.WriteLineAsync($"The demo cannot go on: {error.Message}");
                return ExitCodes.Error;
            }
        });
        return command;
    }
}
