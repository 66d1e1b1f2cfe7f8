using System.Diagnostics;
using System.Text;
using PgClone.Cli;

namespace PgClone.TestKit;

/// <summary>The product in a process of its own, which a test can watch, interrupt and kill.</summary>
public sealed class ProductProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _out = new();
    private readonly StringBuilder _error = new();
    private readonly Action<string> _told;

    private ProductProcess(IEnumerable<string> arguments, Action<string> told, IEnumerable<(string Name, string Value)> environment)
    {
        _told = told;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(typeof(CommandLine).Assembly.Location);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        // Nothing that a test runner sets for its own process.
        foreach (var inherited in start.Environment.Keys.Where(key => key.StartsWith("DOTNET_STARTUP", StringComparison.Ordinal) || key.StartsWith("CORECLR_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(inherited);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        _process = new() { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(_out, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_error, line.Data);
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>True once it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Starts a command line. Each line that it prints is told at once, from any thread.</summary>
    public static ProductProcess Start(IEnumerable<string> arguments, Action<string>? told = null, IEnumerable<(string Name, string Value)>? environment = null) =>
        new(arguments, told ?? (_ => { }), environment ?? []);

    /// <summary>SIGKILL: nothing of it runs any more.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    /// <summary>SIGINT, as Ctrl-C sends it.</summary>
    public async Task InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits until it has ended.</summary>
    /// <exception cref="TimeoutException">It has not, in that time.</exception>
    public async Task<ProductOutput> EndAsync(TimeSpan patience)
    {
        await _process.WaitForExitAsync().WaitAsync(patience);
        return new(_process.ExitCode, _out.ToString(), _error.ToString());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }

    private void Keep(StringBuilder text, string? line)
    {
        if (line is null) return;
        lock (text) text.AppendLine(line);
        _told(line);
    }
}
