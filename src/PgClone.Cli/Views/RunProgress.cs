using System.Collections.Concurrent;
using System.Globalization;
using PgClone.Cli.Commands;
using PgClone.Execution;
using PgClone.Postgres.Connect;
using PgClone.Reports;
using PgClone.State;
using PgClone.Steps;
using Spectre.Console;

namespace PgClone.Cli.Views;

/// <summary>
/// Shows a run as it goes. On a terminal the running steps, rewritten in place; elsewhere a line when a copy starts and ends, when anything
/// fails, and every ten seconds.
/// </summary>
internal sealed class RunProgress : IRunObserver, IAsyncDisposable
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(250);

    private readonly CommandContext _context;
    private readonly long _began;
    private readonly ConcurrentDictionary<StepId, (Step Step, long Began)> _running = [];
    private readonly ConcurrentDictionary<StepId, (long Rows, long Bytes)> _moved = [];
    private readonly ConcurrentDictionary<StepId, string> _waits = [];
    private readonly CancellationTokenSource _closing = new();
    private Task _drawing = Task.CompletedTask;
    private int _steps;
    private int _ended;
    private long _bytesExpected;
    private long _bytesEnded;

    /// <summary>Progress on the terminal of a command.</summary>
    public RunProgress(CommandContext context)
    {
        _context = context;
        _began = context.Clock.GetTimestamp();
    }

    /// <inheritdoc/>
    public void Started(StepGraph graph)
    {
        _steps = graph.Work.Count();
        _bytesExpected = graph.Steps.OfType<CopyStep>().Sum(copy => copy.Bytes);
        _drawing = _context.Terminal.IsLive ? DrawAsync() : BeatAsync();
    }

    /// <inheritdoc/>
    public void Began(IReadOnlyList<Step> steps)
    {
        foreach (var step in steps)
        {
            _running[step.Id] = (step, _context.Clock.GetTimestamp());
            if (step is CopyStep copy) Line($"{copy.Summary}: started, about {Amount.Bytes(copy.Bytes)}");
        }
    }

    /// <inheritdoc/>
    public void Moved(CopyStep step, long rows, long bytes) => _moved[step.Id] = (rows, bytes);

    /// <inheritdoc/>
    public void Waits(Step step, LockWait? wait)
    {
        _waits.TryRemove(step.Id, out _);
        if (wait is null) return;
        var text = $"{step.Summary} {WaitText.Render(wait)}";
        _waits[step.Id] = text;
        Line(text);
    }

    /// <inheritdoc/>
    public void Ended(StepOutcome outcome)
    {
        Interlocked.Increment(ref _ended);
        _moved.TryRemove(outcome.Step, out _);
        _waits.TryRemove(outcome.Step, out _);
        if (!_running.TryRemove(outcome.Step, out var begun)) return;
        if (begun.Step is CopyStep copy) Interlocked.Add(ref _bytesEnded, copy.Bytes);
        var time = Amount.Time(_context.Clock.GetElapsedTime(begun.Began));
        if (outcome.Status == StepStatus.Failed) Line($"{outcome.Step}: FAILED after {time}: {outcome.Failure!.Message}");
        else if (outcome.Status == StepStatus.Interrupted) Line($"{begun.Step.Summary}: interrupted after {time}{(begun.Step is CopyLargeObjects ? "" : ", rolled back")}");
        else if (begun.Step is CopyStep) Line($"{begun.Step.Summary}: {Amount.Count(outcome.Rows)} rows, {Amount.Bytes(outcome.Bytes)} in {time}");
    }

    /// <summary>Stops drawing and leaves the terminal as it should be.</summary>
    public async Task CloseAsync()
    {
        await _closing.CancelAsync();
        await _drawing;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _closing.Dispose();
    }

    private void Line(string text)
    {
        if (!_context.Terminal.IsLive) _context.Terminal.Error.WriteLine(text);
    }

    private async Task BeatAsync()
    {
        using var timer = new PeriodicTimer(Heartbeat, _context.Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_closing.Token)) Line($"{Totals()}; running: {string.Join(", ", Running().Take(4))}");
        }
        catch (OperationCanceledException)
        {
            // The run has ended.
        }
    }

    private async Task DrawAsync()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_context.Terminal.Error) });
        await console.Live(Picture()).AutoClear(true).StartAsync(async live =>
        {
            using var timer = new PeriodicTimer(Redraw, _context.Clock);
            try
            {
                while (await timer.WaitForNextTickAsync(_closing.Token)) live.UpdateTarget(Picture());
            }
            catch (OperationCanceledException)
            {
                // The run has ended.
            }
        });
    }

    private Rows Picture() => new(Running().Concat(_waits.Values.Order(StringComparer.Ordinal)).Select(line => new Text($"  {line}")).Append(new Text(Totals())));

    private IEnumerable<string> Running() => _running.Values.OrderBy(item => item.Began).Select(item =>
    {
        var time = _context.Clock.GetElapsedTime(item.Began);
        if (!_moved.TryGetValue(item.Step.Id, out var moved)) return $"{item.Step.Summary} [{Amount.Time(time)}]";
        var perSecond = (long)(moved.Bytes / Math.Max(0.1, time.TotalSeconds));
        return $"{item.Step.Summary}: {Amount.Count(moved.Rows)} rows, {Amount.Bytes(moved.Bytes)}, {Amount.Bytes(perSecond)}/s [{Amount.Time(time)}]";
    });

    private string Totals()
    {
        var time = _context.Clock.GetElapsedTime(_began);
        var moved = _bytesEnded + _moved.Values.Sum(item => item.Bytes);
        var share = _bytesExpected == 0 ? 0 : Math.Min(1, (double)moved / _bytesExpected);
        // Of a filtered table nobody knows how much will come: once all that it weighs has, no time is told.
        var left = share is > 0.01 and < 0.99 ? $", about {Amount.Time(time * ((1 - share) / share))} of copying left" : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{_ended} of {_steps} steps, {Amount.Bytes(moved)} of about {Amount.Bytes(_bytesExpected)} [{Amount.Time(time)}{left}]");
    }
}
