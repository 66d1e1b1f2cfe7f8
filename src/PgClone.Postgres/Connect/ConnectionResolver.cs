using System.ComponentModel;
using System.Text;
using CliWrap;
using CliWrap.Buffered;

namespace PgClone.Postgres.Connect;

/// <summary>
/// Finds out how to reach a server, as libpq would: the connection string, then its service, then <c>PG*</c> variables, then
/// defaults; the password last, from the password file.
/// </summary>
public sealed class ConnectionResolver(ConnectionSurroundings surroundings)
{
    /// <summary>The connection behind a reference. Reads files and may run a program; opens no connection.</summary>
    public async Task<ConnectionResolution> ResolveAsync(ConnectionReference reference, CancellationToken cancellation)
    {
        try
        {
            var own = reference is ServiceConnection service
                ? ConnectionParameters.Empty.With("service", service.Service)
                : Parse(await TextOf(reference, cancellation), reference);
            var parameters = await Complete(own, cancellation);
            return new ConnectionResolution { Connection = new ResolvedConnection { Builder = ConnectionSettings.For(parameters) } };
        }
        catch (BadConnectionStringException e)
        {
            var origin = reference is TextConnection ? "" : $"{reference.Describe()}: ";
            return new ConnectionResolution { Problem = e.Problem with { Sentence = origin + e.Problem.Sentence } };
        }
    }

    private static ConnectionParameters Parse(string text, ConnectionReference reference)
    {
        if (string.IsNullOrWhiteSpace(text) && reference is not TextConnection)
            throw Bad("holds no connection string", "it takes a libpq URI or keyword string");
        return LibpqConnectionString.TryParse(text, out var parameters, out var problem) ? parameters
            : throw new BadConnectionStringException(problem);
    }

    private async Task<string> TextOf(ConnectionReference reference, CancellationToken cancellation) => reference switch
    {
        TextConnection text => text.Text,
        EnvironmentConnection environment =>
            surroundings.EnvironmentVariable(environment.Variable)
            ?? throw Bad("it is not set", $"set {environment.Variable} to a libpq URI or keyword string"),
        FileConnection file => await ReadFile(file.Path, cancellation) ?? throw Bad("it does not exist", null),
        CommandConnection command => await Run(command, cancellation),
        _ => throw new InvalidOperationException($"{reference.GetType().Name} holds no text"),
    };

    private static async Task<string?> ReadFile(string path, CancellationToken cancellation)
    {
        try
        {
            return await File.ReadAllTextAsync(path, Encoding.UTF8, cancellation);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Bad($"{path} cannot be read", "check that it is a file, and its permissions");
        }
    }

    private static async Task<string> Run(CommandConnection command, CancellationToken cancellation)
    {
        try
        {
            var result = await Cli.Wrap(command.Arguments[0])
                .WithArguments(command.Arguments.Skip(1))
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(cancellation);
            // What it printed is not shown: the output is a secret, and the errors of a program that fetches one may be too.
            return result.ExitCode == 0 ? result.StandardOutput
                : throw Bad($"it exited with {result.ExitCode}", "run it by hand to see why");
        }
        catch (Win32Exception)
        {
            throw Bad("it cannot be started", "check that the program is installed and on the PATH");
        }
    }

    private async Task<ConnectionParameters> Complete(ConnectionParameters own, CancellationToken cancellation)
    {
        var environment = ConnectionDefaults.FromEnvironment(surroundings);
        var parameters = own;
        if ((own["service"] ?? environment["service"]) is { } service) parameters = parameters.Or(await ReadService(service, cancellation));
        parameters = parameters.Or(environment);
        if (parameters["user"] is null) parameters = parameters.With("user", surroundings.UserName);
        if (parameters["dbname"] is null) parameters = parameters.With("dbname", parameters["user"]!);
        return parameters["password"] is null ? await WithPassword(parameters, cancellation) : parameters;
    }

    private async Task<ConnectionParameters> ReadService(string service, CancellationToken cancellation)
    {
        foreach (var path in ServiceFile.Paths(surroundings))
            if (await ReadFile(path, cancellation) is { } text && ServiceFile.Find(text, service) is { } parameters) return parameters;
        throw Bad($"service '{service}' is not defined", $"define it in {string.Join(" or ", ServiceFile.Paths(surroundings))}");
    }

    private async Task<ConnectionParameters> WithPassword(ConnectionParameters parameters, CancellationToken cancellation)
    {
        var path = PasswordFile.PathOf(parameters, surroundings);
        if (await ReadFile(path, cancellation) is not { } text) return parameters;
        if (PasswordFile.Find(text, parameters) is not { } password) return parameters;
        if (PasswordFile.IsOpenToOthers(path)) throw Bad($"the password file {path} can be read by others", $"chmod 0600 {path}");
        return parameters.With("password", password);
    }

    private static BadConnectionStringException Bad(string sentence, string? remedy) => new(new ConnectionProblem(sentence, remedy));
}
