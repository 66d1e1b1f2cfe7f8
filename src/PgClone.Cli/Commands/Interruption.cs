using System.Runtime.InteropServices;
using PgClone.Cli.Views;

namespace PgClone.Cli.Commands;

/// <summary>Ctrl-C and SIGTERM: the first asks to stop, the second to abort.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    /// <summary>Listens to the signals of this process until it is disposed.</summary>
    public Interruption(Terminal terminal)
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM })
            _registrations.Add(PosixSignalRegistration.Create(signal, received =>
            {
                received.Cancel = true;
                if (_stop.IsCancellationRequested)
                {
                    terminal.Error.WriteLine("Cancelling on both servers.");
                    _abort.Cancel();
                    return;
                }

                terminal.Error.WriteLine(IsRunning
                    ? "Interrupted: nothing more is started, copies are rolled back, statements that run are finished. Again to cancel these too."
                    : "Interrupted. Nothing was changed.");
                _stop.Cancel();
            }));
    }

    /// <summary>True once steps run; until then all that is done is to read.</summary>
    public bool IsRunning { get; set; }

    /// <summary>Start nothing more.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Cancel what runs.</summary>
    public CancellationToken Abort => _abort.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _stop.Dispose();
        _abort.Dispose();
    }
}
