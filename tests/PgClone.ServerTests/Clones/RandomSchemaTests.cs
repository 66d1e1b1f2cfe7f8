using System.Globalization;
using Npgsql;
using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Clones;

/// <summary>Whatever the schema, a clone of it is whole and stays unchanged; whatever single thing changes on either side, it converges again.</summary>
public sealed class RandomSchemaTests
{
    private const int Changes = 5;

    /// <summary>
    /// How many schemas of each pair are drawn, from which number on: the same in every run, so that a red run is about the change that made it red.
    /// PGCLONE_RANDOM_SCHEMAS=100-139 draws others.
    /// </summary>
    private static readonly Range Seeds = Environment.GetEnvironmentVariable("PGCLONE_RANDOM_SCHEMAS") is { Length: > 0 } range
        ? int.Parse(range.Split('-')[0], CultureInfo.InvariantCulture)..int.Parse(range.Split('-')[1], CultureInfo.InvariantCulture) : 1..6;

    [ServerTheory(15, 18, PgDump = true)]
    [InlineData(15, 15)]
    [InlineData(18, 18)]
    public async Task A_random_schema_converges_after_each_random_change(int from, int to)
    {
        var failures = new List<string>();
        for (var seed = Seeds.Start.Value; seed <= Seeds.End.Value; seed++)
            if (await FailureAsync(seed, from, to) is { } failure) failures.Add(failure);
        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    private static async Task<string?> FailureAsync(int seed, int from, int to)
    {
        var schema = new RandomSchema(seed);
        await using var source = await TestServers.CreateDatabaseAsync(from, CancellationToken.None);
        foreach (var statement in schema.Statements) await TryAsync(source, statement);
        await using var target = TestDatabase.Unborn(await TestServers.GetAsync(to, CancellationToken.None));
        using var plan = new CloneCase(source, target, "    objects: [\"*\"]\n    prune: true\n");
        var history = new List<string>();
        for (var change = 0; change <= Changes; change++)
        {
            try
            {
                await plan.ConvergeAsync();
                await Oracle.AssertSameRowsAsync(source, target);
                await Oracle.AssertSameSchemaAsync(source, target);
            }
            catch (Exception error)
            {
                return $"seed {seed}, after: {string.Join("; ", history.DefaultIfEmpty("nothing"))}\n{string.Join(";\n", schema.Statements)};\n{error.Message}";
            }

            var (side, name) = change % 2 == 0 ? (source, "source") : (target, "target");
            var statement = schema.Change();
            // What others make on the target is none of ours; only what is ours may drift there.
            if (side == target && (statement.StartsWith("CREATE ", StringComparison.Ordinal) || statement.Contains("RENAME", StringComparison.Ordinal) || statement.Contains("DETACH", StringComparison.Ordinal)
                || statement.Contains("ADD CONSTRAINT", StringComparison.Ordinal)))
                (side, name) = (source, "source");
            if (await TryAsync(side, statement)) history.Add($"{name}: {statement}");
        }

        return null;
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
}
