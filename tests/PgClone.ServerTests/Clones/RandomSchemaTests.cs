using CsCheck;
using Npgsql;
using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Clones;

/// <summary>Whatever the schema, a clone of it is whole and stays unchanged; whatever single thing changes on either side, it converges again.</summary>
public sealed class RandomSchemaTests
{
    private const int Schemas = 6;
    private const int Changes = 5;

    [ServerTheory(15, 18, PgDump = true)]
    [InlineData(15, 15)]
    [InlineData(18, 18)]
    public void A_random_schema_converges_after_each_random_change(int from, int to) =>
        Gen.UInt.Sample(seed => ConvergesAsync(seed, from, to).GetAwaiter().GetResult(), iter: Schemas, threads: 1);

    private static async Task ConvergesAsync(uint seed, int from, int to)
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
                throw new InvalidOperationException($"seed {seed}, after: {string.Join("; ", history.DefaultIfEmpty("nothing"))}\n{string.Join(";\n", schema.Statements)};\n{error.Message}", error);
            }

            var (side, name) = change % 2 == 0 ? (source, "source") : (target, "target");
            var statement = schema.Change();
            // What others make on the target is none of ours; only what is ours may drift there.
            if (side == target && (statement.StartsWith("CREATE ", StringComparison.Ordinal) || statement.Contains("RENAME", StringComparison.Ordinal) || statement.Contains("DETACH", StringComparison.Ordinal)
                || statement.Contains("ADD CONSTRAINT", StringComparison.Ordinal)))
                (side, name) = (source, "source");
            if (await TryAsync(side, statement)) history.Add($"{name}: {statement}");
        }
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
