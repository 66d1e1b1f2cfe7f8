using System.Data;
using Npgsql;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Sql;
using PgClone.State;
using PgClone.Steps;

namespace PgClone.Execution;

/// <summary>Runs statements on the target and records in the same transaction whose objects they are.</summary>
/// <param name="clone">The name of the clone.</param>
/// <param name="fingerprints">The fingerprints of the source's definitions.</param>
/// <param name="secrets">The source's values that statements only name.</param>
internal sealed class SqlStepExecutor(string clone, IReadOnlyDictionary<Postgres.Catalog.ObjectIdentity, string> fingerprints, Postgres.Catalog.CatalogSecrets secrets)
{
    /// <summary>
    /// Runs the steps in one transaction and one round trip. Should that fail, each by itself, so that one bad object costs no other.
    /// </summary>
    public async Task<IReadOnlyList<StepOutcome>> RunAsync(IReadOnlyList<SqlStep> steps, Func<CancellationToken, Task<WriteSession>> target, CancellationToken cancellation)
    {
        var (failure, isLost) = await TryAsync(steps, await target(cancellation), cancellation);
        if (failure is null) return [.. steps.Select(Succeeded)];
        // A backend that was terminated takes the connection along, and whatever it had not committed.
        if (steps.Count == 1 || isLost) return [.. steps.Select(step => Failed(step, failure))];
        return await OneByOneAsync(steps, target, cancellation);
    }

    private async Task<IReadOnlyList<StepOutcome>> OneByOneAsync(IReadOnlyList<SqlStep> steps, Func<CancellationToken, Task<WriteSession>> target, CancellationToken cancellation)
    {
        var outcomes = new Dictionary<StepId, StepOutcome>();
        var (failure, isLost) = ((StepFailure?)null, false);
        foreach (var step in steps)
        {
            var blocker = step.After.Select(id => outcomes.GetValueOrDefault(id)).FirstOrDefault(earlier => earlier is { Status: not StepStatus.Succeeded });
            if (blocker is null && !isLost) (failure, isLost) = await TryAsync([step], await target(cancellation), cancellation);
            outcomes[step.Id] = blocker is not null ? new() { Step = step.Id, Status = StepStatus.Skipped, Cause = blocker.Cause ?? blocker.Step }
                : failure is not null ? Failed(step, failure) : Succeeded(step);
        }

        return [.. outcomes.Values];
    }

    /// <summary>
    /// True where a server had no room for what one statement wanted, or failed of it: classes 53, 58 and XX (errcodes-appendix in the manual). Npgsql gives the
    /// connection up then, but the server is there for the others.
    /// </summary>
    public static bool IsOfOneStatement(Exception error) => error is PostgresException { SqlState: ['5', '3' or '8', ..] or ['X', 'X', ..] };

    /// <summary>What the server refused, null for nothing; and whether the session, and the server for all we know, is gone.</summary>
    private async Task<(StepFailure? Failure, bool IsLost)> TryAsync(IReadOnlyList<SqlStep> steps, WriteSession target, CancellationToken cancellation)
    {
        // Without error barriers the commands of a batch are one transaction.
        await using var batch = new NpgsqlBatch(target.Connection);
        var stood = new Dictionary<NpgsqlBatchCommand, string>();
        foreach (var statement in steps.SelectMany(step => step.Sql()))
            foreach (var command in Commands(statement))
            {
                batch.BatchCommands.Add(command);
                stood[command] = statement.Sql;
            }

        foreach (var command in Records(steps)) batch.BatchCommands.Add(command);
        try
        {
            await batch.ExecuteNonQueryAsync(cancellation);
            return (null, false);
        }
        catch (PostgresException error)
        {
            var failure = Failure(error, error.BatchCommand is NpgsqlBatchCommand command ? stood.GetValueOrDefault(command) : null);
            return (failure, target.Connection.FullState != ConnectionState.Open && !IsOfOneStatement(error));
        }
    }

    private IEnumerable<NpgsqlBatchCommand> Commands(Statement statement) =>
        statement.SecretsOf is null ? [new(statement.Sql)] : SecretStatement.Commands(statement, secrets);

    private IEnumerable<NpgsqlBatchCommand> Records(IReadOnlyList<SqlStep> steps)
    {
        var changes = steps.OfType<ChangeObject>().ToList();
        var gone = changes.Where(change => change.Action == ObjectAction.Drop).SelectMany(change => change.Along.Prepend(change.Identity))
            .Concat(steps.OfType<RenameMember>().Select(rename => rename.From)).ToList();
        var made = changes.Where(change => change.Action != ObjectAction.Drop).SelectMany(change => change.Along.Prepend(change.Identity))
            .Where(fingerprints.ContainsKey).Distinct().Select(item => new LedgerObject(item, fingerprints[item], null)).ToList();
        var computed = steps.OfType<RefreshView>().Select(refresh => refresh.View).ToList();
        if (computed.Count > 0) yield return LedgerStore.ForgetRefreshes(computed);
        if (gone.Count > 0) yield return LedgerStore.ForgetObjects(gone);
        if (made.Count > 0) yield return LedgerStore.RecordObjects(clone, made);
    }

    /// <summary>What the server said, with the statement that it said it of: as the plan shows it, where that is known.</summary>
    internal static StepFailure Failure(PostgresException error, string? statement = null) =>
        new(ServerMessage.Of(error), error.SqlState, statement ?? error.BatchCommand?.CommandText, error.Hint ?? Remedy(error.SqlState));

    // The server says what is lacking, not how one comes by it.
    private static string? Remedy(string sqlState) => sqlState switch
    {
        PostgresErrorCodes.InsufficientPrivilege =>
            "connect to the target as a role that may do this, have the privilege granted to this one, or have somebody who may make the object first",
        PostgresErrorCodes.DiskFull => "make room on the target, then apply again: what is done stays",
        _ => null,
    };

    private static StepOutcome Succeeded(SqlStep step) => new() { Step = step.Id, Status = StepStatus.Succeeded };

    private static StepOutcome Failed(SqlStep step, StepFailure failure) =>
        new() { Step = step.Id, Status = StepStatus.Failed, Failure = failure };
}
