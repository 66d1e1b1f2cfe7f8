using System.Text;
using PgClone.Execution;
using PgClone.State;

namespace PgClone.Reports;

/// <summary>The end of a run for people: what was done, what was not, why, and how to go on.</summary>
public static class RunText
{
    /// <summary>The text; <paramref name="again"/> is the command that goes on after a failure.</summary>
    public static string Render(RunReport report, string again)
    {
        var text = new StringBuilder();
        var counts = report.Outcomes.CountBy(outcome => outcome.Status).ToDictionary();
        foreach (var failed in report.Outcomes.Where(outcome => outcome.Status == StepStatus.Failed)) AddFailure(text, failed, report);
        foreach (var item in report.Diverging)
            text.Append($"\n{item} was made, but reads back otherwise than on the source\n");
        var rows = report.Outcomes.Sum(outcome => outcome.Rows);
        var bytes = report.Outcomes.Sum(outcome => outcome.Bytes);
        text.Append(report.IsComplete
            ? $"\nApplied {Amount.Of(counts[StepStatus.Succeeded], "step")}"
            : $"\nApplied {Amount.Count(counts.GetValueOrDefault(StepStatus.Succeeded))}, "
                + $"failed {Amount.Count(counts.GetValueOrDefault(StepStatus.Failed))}, skipped {Amount.Count(counts.GetValueOrDefault(StepStatus.Skipped))}"
                + (report.IsInterrupted ? $", interrupted {Amount.Count(counts[StepStatus.Interrupted])}" : ""));
        text.Append($"; {Amount.Count(rows)} rows, {Amount.Bytes(bytes)} in {Amount.Time(report.Duration)}.\n");
        if (!report.IsComplete) text.Append($"What is done stays. To go on: {again}\n");
        return text.ToString();
    }

    private static void AddFailure(StringBuilder text, StepOutcome failed, RunReport report)
    {
        var failure = failed.Failure!;
        text.Append($"\n{failed.Step} failed: {failure.Message}{(failure.SqlState is null ? "" : $" (SQLSTATE {failure.SqlState})")}\n");
        if (failure.Hint is not null) text.Append($"  hint: {failure.Hint}\n");
        if (failure.Statement is not null) text.Append($"  {failure.Statement.ReplaceLineEndings("\n  ")}\n");
        var skipped = report.Outcomes.Where(outcome => outcome.Status == StepStatus.Skipped && outcome.Cause == failed.Step).Select(outcome => outcome.Step.Value).ToList();
        if (skipped.Count > 0)
            text.Append($"  skipped because of it: {string.Join(", ", skipped.Take(10))}{(skipped.Count > 10 ? $" and {Amount.Count(skipped.Count - 10)} more" : "")}\n");
    }
}
