namespace PgClone.Postgres.Wire;

/// <summary>
/// A thread that may block. Waiting for the network in the kernel costs a third of what it costs to have the event loop of the runtime wake a thread of
/// the pool thousands of times per second (measured). It sleeps at once when there is nothing to do: to spin first, as the collections of the runtime do, is
/// time that servers on the same machine would have used (measured).
/// </summary>
internal sealed class WireThread : IDisposable
{
    private readonly Queue<Action> _work = [];
    private bool _isEnded;

    public WireThread() => new Thread(Run) { IsBackground = true, Name = "wire" }.Start();

    /// <summary>Does something there, after what was given before.</summary>
    public Task<T> RunAsync<T>(Func<T> work)
    {
        var outcome = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Add(() =>
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
    public void Dispose()
    {
        lock (_work)
        {
            _isEnded = true;
            Monitor.Pulse(_work);
        }
    }

    private void Add(Action item)
    {
        lock (_work)
        {
            ObjectDisposedException.ThrowIf(_isEnded, this);
            _work.Enqueue(item);
            Monitor.Pulse(_work);
        }
    }

    private void Run()
    {
        while (Next() is { } item) item();
    }

    private Action? Next()
    {
        lock (_work)
        {
            while (_work.Count == 0 && !_isEnded) Monitor.Wait(_work);
            return _work.TryDequeue(out var item) ? item : null;
        }
    }
}
