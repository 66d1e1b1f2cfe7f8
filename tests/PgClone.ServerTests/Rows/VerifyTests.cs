using NJsonSchema;
using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Rows;

public sealed class VerifyTests
{
    [ServerFact(18)]
    public async Task Rows_are_counted_compared_as_masked_and_named()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("""
            CREATE TABLE people (id int, part text, mail text, PRIMARY KEY (id, part));
            INSERT INTO people SELECT g, 'p', 'user' || g || '@example.com' FROM generate_series(1, 5000) g;
            CREATE TABLE keyless AS SELECT g FROM generate_series(1, 10) g;
            CREATE TABLE empty (id int);
            CREATE TABLE alike (one text, two text, n int, PRIMARY KEY (two, one));
            INSERT INTO alike VALUES ('p, q', 'r', 1), ('p', 'q, r', 1);
            SELECT lo_from_bytea(20001, 'one'), lo_from_bytea(20002, 'two'), lo_from_bytea(20003, 'three');
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, """
                objects: ["*"]
                masks: { rules: { public.people.mail: email } }
            """);
        await plan.ConvergeAsync();

        var equal = await Product.RunAsync("verify", plan.Plan);
        await target.ExecuteAsync("UPDATE people SET mail = 'user7@example.com' WHERE id = 7; DELETE FROM people WHERE id = 8; INSERT INTO people VALUES (9000, 'p', NULL); DELETE FROM keyless WHERE g = 1; UPDATE alike SET n = 2; SELECT lo_put(20002, 0, 'T'), lo_unlink(20001)", CancellationToken.None);
        var differs = await Product.RunAsync("verify", plan.Plan, "--rows");
        var json = await Product.RunAsync("verify", plan.Plan, "--rows", "--json");

        Assert.Equal(0, equal.ExitCode);
        Assert.Contains("4 tables with 5,012 rows are equal, 0 differ. So are 3 large objects.", equal.Out, StringComparison.Ordinal);
        Assert.Equal(2, differs.ExitCode);
        Assert.Contains("! public.keyless: 10 rows wanted, 9 found", differs.Out, StringComparison.Ordinal);
        Assert.Contains("(7,p): changed\n      (8,p): only in source\n      (9000,p): only in target", differs.Out, StringComparison.Ordinal);
        Assert.Contains("(\"q, r\",p): changed\n      (r,\"p, q\"): changed", differs.Out, StringComparison.Ordinal);
        Assert.Contains("! large objects: 1 missing, 1 with other bytes, 0 too many", differs.Out, StringComparison.Ordinal);
        var schema = await JsonSchema.FromFileAsync(Path.Combine(SharedData.Checkout, "schemas", "verify.schema.json"));
        Assert.Empty(schema.Validate(json.Out));
    }
}
