using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using PgClone.ServerTests.Clones.Drawn;
using PgClone.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace PgClone.ServerTests.Clones;

/// <summary>Whatever the schema, a clone of it is whole and stays unchanged; whatever single thing changes on either side, it converges again.</summary>
public sealed partial class RandomSchemaTests(ITestOutputHelper output)
{
    private const string Clone = """
            objects: ["*"]
            prune: true
            include: { owners: true }
            roles: { missing: create }
        """;

    private const string Roles = """
        DO $$ BEGIN
            CREATE ROLE random_a; CREATE ROLE random_b;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
        END $$
        """;

    /// <summary>
    /// How many schemas of each pair are drawn, from which number on: the same in every run, so that a red run is about the change that made it red.
    /// PGCLONE_RANDOM_SCHEMAS=100-139 draws others, PGCLONE_LONG=1 twenty that nobody has seen.
    /// </summary>
    private static readonly (int From, int To) Seeds = SeedsOf(Environment.GetEnvironmentVariable("PGCLONE_RANDOM_SCHEMAS"));

    private static int Changes => LongRun.IsAsked ? 6 : 3;

    [ServerTheory(14, 15, 18, PgDump = true)]
    [InlineData(15, 15)]
    [InlineData(18, 18)]
    [InlineData(14, 18)]
    public async Task A_random_schema_converges_after_each_random_change(int from, int to)
    {
        var failures = new List<string>();
        for (var seed = Seeds.From; seed <= Seeds.To; seed++)
        {
            var drawn = DrawnCase.Of(seed);
            if (await FailureAsync(drawn, from, to, Changes) is not { } failure) continue;
            failures.Add($"seed {seed}, {from} to {to}\n{await ShrunkAsync(failure, from, to)}");
            output.WriteLine(failures[^1]);
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    /// <summary>Goes through the changes until one fails.</summary>
    private async Task<Failure?> FailureAsync(DrawnCase drawn, int from, int to, int changes)
    {
        await using var source = await TestServers.CreateDatabaseAsync(from, CancellationToken.None);
        await using var target = TestDatabase.Unborn(await TestServers.GetAsync(to, CancellationToken.None));
        await source.OnServerAsync(Roles, CancellationToken.None);
        await target.OnServerAsync(Roles, CancellationToken.None);
        var made = new List<string>();
        foreach (var statement in drawn.Creates)
            if (await TryAsync(source, statement)) made.Add(statement);
        using var plan = new CloneCase(source, target, Clone);
        var history = new List<Change>();
        if (await FaultAsync(plan, source, target) is { } fault) return new(made, history, fault);
        foreach (var change in drawn.Changes)
        {
            if (history.Count == changes) break;
            if (!await TryAsync(change.OnTarget ? target : source, change.Sql)) continue;
            history.Add(change);
            if (await FaultAsync(plan, source, target) is not { } later) continue;
            if (!Refusal().IsMatch(later)) return new(made, history, later);
            output.WriteLine($"refused by name: {change}\n{later}");
            return null;
        }

        return null;
    }

    private static async Task<string?> FaultAsync(CloneCase plan, TestDatabase source, TestDatabase target)
    {
        try
        {
            await plan.ConvergeAsync();
            await Oracle.AssertSameRowsAsync(source, target);
            await Oracle.AssertSameSchemaAsync(source, target, owners: true);
            return null;
        }
        catch (Exception error)
        {
            return error.Message;
        }
    }

    /// <summary>Leaves out what the failure does not need: all changes but the last at once, then halves of the statements, then smaller parts.</summary>
    private async Task<Failure> ShrunkAsync(Failure failure, int from, int to)
    {
        foreach (var without in new[] { failure.History.TakeLast(1).ToList(), failure.History })
        {
            if (await FailureAsync(new(failure.Creates, without), from, to, without.Count) is not { } fewer) continue;
            failure = fewer;
            break;
        }

        if (!LongRun.IsAsked) return failure;
        for (var size = failure.Creates.Count / 2; size > 0; size /= 2)
            for (var place = failure.Creates.Count - size; place >= 0; place -= size)
            {
                List<string> creates = [.. failure.Creates.Take(place), .. failure.Creates.Skip(place + size)];
                var smaller = await FailureAsync(new(creates, failure.History), from, to, failure.History.Count);
                if (smaller?.Kind == failure.Kind && smaller.History.Count == failure.History.Count) failure = smaller;
                place = Math.Min(place, failure.Creates.Count);
            }

        return failure;
    }

    /// <summary>A draw that the server refuses, such as an index on a column that is not there, is no part of the schema.</summary>
    private static async Task<bool> TryAsync(TestDatabase database, string statement)
    {
        try
        {
            await database.ExecuteAsync(statement, CancellationToken.None);
            return true;
        }
        catch (PostgresException)
        {
            return false;
        }
    }

    private static (int From, int To) SeedsOf(string? asked)
    {
        if (asked is { Length: > 0 }) return (Number(asked.Split('-')[0]), Number(asked.Split('-')[1]));
        if (!LongRun.IsAsked) return (1, 2);
        var first = Random.Shared.Next(1000, 1_000_000);
        return (first, first + 19);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    // A plan that says what it cannot do and what to do instead is an answer.
    [GeneratedRegex(@"error PGC\d{4}")]
    private static partial Regex Refusal();

    private sealed record Failure(IReadOnlyList<string> Creates, IReadOnlyList<Change> History, string Message)
    {
        /// <summary>What went wrong, without its names.</summary>
        public string Kind => Message[..Math.Min(30, Message.Length)];

        public override string ToString() => $"{string.Join(";\n", Creates)};\n-- after {string.Join("\n-- then ", History.Select(change => change.ToString()).DefaultIfEmpty("nothing"))}\n{Message}";
    }
}
