using System.Collections.Concurrent;

namespace PgClone.Postgres.Wire;

/// <summary>
/// A thread that may block. Waiting for the network in the kernel costs a third of what it costs to have the event loop of the runtime wake a thread of
/// the pool thousands of times per second (measured).
/// </summary>
internal sealed class WireThread : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];

    public WireThread() => new Thread(Run) { IsBackground = true, Name = "wire" }.Start();

    /// <summary>Does something there, after what was given before.</summary>
    public Task<T> RunAsync<T>(Func<T> work)
    {
        var outcome = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try
            {
                outcome.SetResult(work());
            }
            catch (Exception error)
            {
                // Whoever awaits it gets it.
                outcome.SetException(error);
            }
        });
        return outcome.Task;
    }

    /// <inheritdoc/>
    public void Dispose() => _work.CompleteAdding();

    private void Run()
    {
        foreach (var item in _work.GetConsumingEnumerable()) item();
        _work.Dispose();
    }
}
