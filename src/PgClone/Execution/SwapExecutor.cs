using Npgsql;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Connect;
using PgClone.State;
using PgClone.Steps;

namespace PgClone.Execution;

/// <summary>Exchanges a table for another, where nobody has made or changed anything that would go with it since the plan was made.</summary>
internal static class SwapExecutor
{
    // Who reads the table and then a view on it may want what we hold, and hold what we want.
    private const int MostAttempts = 3;

    /// <summary>Exchanges it in one transaction.</summary>
    /// <exception cref="TargetMovedException">It is no longer as the plan saw it.</exception>
    public static async Task<StepOutcome> RunAsync(SwapTable step, WriteSession target, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await ExchangeAsync(step, target, cancellation);
                return new() { Step = step.Id, Status = StepStatus.Succeeded };
            }
            catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.DeadlockDetected && attempt < MostAttempts)
            {
                // Whoever was in the way goes on now.
            }
        }
    }

    private static async Task ExchangeAsync(SwapTable step, WriteSession target, CancellationToken cancellation)
    {
        await using var transaction = await target.Connection.BeginTransactionAsync(cancellation);
        // Keeps others from changing the table, not from reading it: views are locked first, as by those who read them.
        await target.ExecuteAsync([$"LOCK TABLE ONLY {step.Rows.Table.Sql} IN SHARE ROW EXCLUSIVE MODE"], cancellation);
        var shape = await TableShape.ReadAsync(step.Rows.Table, target.Connection, cancellation);
        if (shape.Text != step.Shape) throw TargetMovedException.WasChanged(step.Rows.Table);
        await target.ExecuteAsync(step.Statements, cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
