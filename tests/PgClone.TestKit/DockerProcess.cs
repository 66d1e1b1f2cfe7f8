using CliWrap;
using PgClone.Postgres.Cluster;
using Testcontainers.PostgreSql;

namespace PgClone.TestKit;

/// <summary>Docker, the last resort for a server.</summary>
public static class DockerProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>True when there is a docker client; its daemon may still not answer.</summary>
    public static bool IsInstalled => Executable.Find("docker") is not null;

    /// <summary>True when Docker's daemon answers within three seconds.</summary>
    public static async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            var result = await CliWrap.Cli.Wrap("docker").WithArguments(["version", "--format", "{{.Server.Version}}"])
                .WithValidation(CommandResultValidation.None).ExecuteAsync(limit.Token);
            return result.IsSuccess;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Starts the official image of a major version; Testcontainers removes it after our process.</summary>
    public static async Task<TestServer> StartServerAsync(int major, CancellationToken cancellation)
    {
        var container = new PostgreSqlBuilder($"postgres:{major}").Build();
        await container.StartAsync(cancellation);
        return new() { Major = major, Parameters = container.GetConnectionString() };
    }
}
