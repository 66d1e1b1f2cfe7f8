using Npgsql;
using PgClone.Postgres.Catalog.Access;
using PgClone.Postgres.Connect;
using PgClone.Postgres.LargeObjects;
using PgClone.Postgres.Sql;
using PgClone.State;
using PgClone.Steps;

namespace PgClone.Execution;

/// <summary>
/// Compares the large objects of both sides once more, by the terms of the plan, and does what they come to: thousands in a round trip, each of which is
/// a transaction.
/// </summary>
internal sealed class CopyLargeObjectsExecutor(IRunObserver observer)
{
    private const int ObjectsPerRead = 10_000;

    // ALTER, COMMENT and lo_unlink lock each object until the end of the transaction.
    private const int ObjectsPerLock = 1_000;

    /// <summary>Makes and writes, then gives to the owners, then drops.</summary>
    public async Task<StepOutcome> RunAsync(CopyLargeObjects step, ReadSession source, WriteSession target, CancellationToken cancellation)
    {
        var work = await FindAsync(step.Terms, source, target, cancellation);
        var writer = new LargeObjectWriter(target, LedgerStore.RecordLargeObjects);
        var done = 0;
        foreach (var objects in work.Made.Concat(work.Written).Order().Chunk(ObjectsPerRead))
        {
            await WriteAsync(objects, work.Written, (source, writer), () => observer.Moved(step, done, writer.Written), cancellation);
            done += objects.Length;
            observer.Moved(step, done, writer.Written);
        }

        await GiveAsync(step.Terms, source, target, cancellation);
        foreach (var objects in work.Gone.Chunk(ObjectsPerLock))
        {
            await using var batch = new NpgsqlBatch(target.Connection) { BatchCommands = { LargeObjectWriter.Unlink(objects), LedgerStore.ForgetLargeObjects(objects) } };
            await batch.ExecuteNonQueryAsync(cancellation);
        }

        return new() { Step = step.Id, Status = StepStatus.Succeeded, Rows = done, Bytes = writer.Written };
    }

    private static async Task<(List<uint> Made, HashSet<uint> Written, List<uint> Gone)> FindAsync(
        LargeObjectTerms terms, ReadSession source, WriteSession target, CancellationToken cancellation)
    {
        var (made, written, gone) = (new List<uint>(), new HashSet<uint>(), new List<uint>());
        var left = terms.LeftAlone.ToHashSet();
        var here = new LargeObjectReader(target.Connection);
        // Where there is nothing to compare with, nothing need be read twice.
        var contents = await here.HasAnyAsync(cancellation);
        await foreach (var (wanted, found) in PairsAsync(contents, source, target, cancellation))
        {
            if (found is not { } current) made.Add(wanted!.Value.Oid);
            else if (wanted is not { } desired)
            {
                if (terms.Prunes && current.IsMarked) gone.Add(current.Oid);
            }
            else if (!left.Contains(current.Oid) && LargeObjectTerms.IsOther(desired, current))
            {
                if (!current.IsMarked) throw TargetMovedException.HasLargeObject(current.Oid);
                written.Add(current.Oid);
            }
        }

        return (made, written, gone);
    }

    private static async Task WriteAsync(
        uint[] objects, HashSet<uint> standing, (ReadSession Source, LargeObjectWriter Writer) between, Action progress, CancellationToken cancellation)
    {
        var writer = between.Writer;
        var waiting = objects.ToHashSet();
        await foreach (var piece in new LargeObjectReader(between.Source.Connection).PiecesAsync(objects, cancellation))
        {
            Begin(piece.Oid);
            if (between.Source.Limit is { } limit) await limit.WaitAsync(piece.Data.Length, cancellation);
            writer.Put(piece);
            if (!writer.IsFull) continue;
            await writer.FlushAsync(cancellation);
            progress();
        }

        // Those without a byte.
        foreach (var item in waiting.Order().ToList()) Begin(item);
        await writer.FlushAsync(cancellation);

        void Begin(uint item)
        {
            if (!waiting.Remove(item)) return;
            if (standing.Contains(item)) writer.Empty(item);
            else writer.Make(item);
        }
    }

    /// <summary>Gives owners, privileges and comments, also where default privileges gave new objects other ones.</summary>
    private static async Task GiveAsync(LargeObjectTerms terms, ReadSession source, WriteSession target, CancellationToken cancellation)
    {
        var access = await new LargeObjectReader(target.Connection).AccessAsync(cancellation);
        var classes = new Dictionary<(string, string), (ObjectAccess Now, ObjectAccess Then, List<uint> Objects)>();
        var comments = new List<(uint Item, string? Text)>();
        await foreach (var (there, here) in PairsAsync(contents: false, source, target, cancellation))
        {
            if (there is not { } desired || here is not { IsMarked: true } current) continue;
            if (terms.Comments && desired.Comment != current.Comment) comments.Add((current.Oid, desired.Comment));
            if (!classes.TryGetValue((desired.Class, current.Class), out var found))
            {
                var now = access.GetValueOrDefault(current.Class) ?? throw TargetMovedException.HasOtherAccess("target");
                var then = terms.Desired(desired, now) ?? throw TargetMovedException.HasOtherAccess("source");
                classes[(desired.Class, current.Class)] = found = (now, then, []);
            }

            if (found.Now != found.Then) found.Objects.Add(current.Oid);
        }

        foreach (var (now, then, objects) in classes.Values)
            foreach (var some in objects.Chunk(ObjectsPerLock)) await RunAsync(LargeObjectStatements.ChangeAccess(some, now, then), target, cancellation);
        foreach (var some in comments.Chunk(ObjectsPerLock)) await RunAsync(some.Select(item => LargeObjectStatements.Comment(item.Item, item.Text)), target, cancellation);
    }

    private static async Task RunAsync(IEnumerable<Statement> statements, WriteSession target, CancellationToken cancellation)
    {
        // SET ROLE of a grantor must not outlive a failure.
        await using var transaction = await target.Connection.BeginTransactionAsync(cancellation);
        await target.ExecuteAsync(statements, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async IAsyncEnumerable<(LargeObjectRow? Source, LargeObjectRow? Target)> PairsAsync(
        bool contents, ReadSession source, WriteSession target, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var ours = await LedgerStore.OwnLargeObjectAsync(target.Connection, cancellation);
        var there = new LargeObjectReader(source.Connection).RowsAsync(contents, "false", cancellation);
        var here = new LargeObjectReader(target.Connection).RowsAsync(contents, ours, cancellation);
        var pairs = LargeObjectPairs.PairAsync(there, here, cancellation);
        await foreach (var pair in pairs) yield return pair;
    }
}
