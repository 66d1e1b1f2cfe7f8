using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Clones;

/// <summary>What cannot end well is told by the plan, before anything is done.</summary>
public sealed class RefusalTests
{
    [ServerFact(18)]
    public async Task A_foreign_key_to_rows_that_are_left_out()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("""
            CREATE TABLE customer (id int PRIMARY KEY);
            CREATE TABLE orders (id int, customer int REFERENCES customer) PARTITION BY RANGE (id);
            CREATE TABLE orders_1 PARTITION OF orders DEFAULT;
            CREATE TABLE unsure (customer int REFERENCES customer);
            INSERT INTO customer SELECT generate_series(1, 10);
            INSERT INTO orders SELECT g, g FROM generate_series(1, 10) g;
            INSERT INTO unsure VALUES (NULL);
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, "    objects: [\"*\"]\n    filters: { public.customer: { where: \"id < 6\" } }");

        var refused = await Product.RunAsync("plan", plan.Plan);
        plan.Edit(text => text.Replace("filters: {", "filters: { public.orders: { where: \"customer < 6\" },", StringComparison.Ordinal));
        await plan.ConvergeAsync();

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("error PGC1404: constraint public.orders.orders_customer_fkey would be broken", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("unsure", refused.Error, StringComparison.Ordinal);
        Assert.Equal(5, await target.ScalarAsync<long>("SELECT count(*) FROM orders", CancellationToken.None));
    }

    [ServerFact(18)]
    public async Task Filters_and_masks_that_differ_each_time_or_do_not_fit()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("CREATE TABLE t (id int PRIMARY KEY, small smallint, money numeric(4, 2), mood int)", CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, """
                objects: ["*"]
                filters: { public.t: { where: "pg_catalog.random() < 0.5 AND id IN (1, 2)" } }
                masks:
                  key: "{{ mask_key }}"
                  rules:
                    public.t.small: random_int
                    public.t.money: { type: random_int, max: 100 }
                    public.t.mood: { type: constant, value: happy }
            """);

        var refused = await Product.RunAsync("plan", plan.Plan);

        Assert.Equal(4, refused.ExitCode);
        Assert.Contains("the filter of public.t calls random, which is volatile", refused.Error, StringComparison.Ordinal);
        Assert.Contains("public.t.small (smallint) cannot hold: smallint out of range", refused.Error, StringComparison.Ordinal);
        Assert.Contains("public.t.money (numeric(4,2)) cannot hold: numeric field overflow", refused.Error, StringComparison.Ordinal);
        Assert.Contains("invalid input syntax for type integer: \"happy\"", refused.Error, StringComparison.Ordinal);
    }

    [ServerFact(15, 18)]
    public async Task What_an_older_target_cannot_hold()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("""
            CREATE TABLE plain (id int PRIMARY KEY, v text NOT NULL);
            CREATE TABLE computed (id int, twice int GENERATED ALWAYS AS (id * 2) VIRTUAL);
            CREATE TABLE lax (id int CONSTRAINT lax_check CHECK (id > 0) NOT ENFORCED);
            INSERT INTO plain VALUES (1, 'a');
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(await TestServers.GetAsync(15, CancellationToken.None));
        using var plan = new CloneCase(source, target);

        var refused = await Product.RunAsync("plan", plan.Plan);
        plan.Edit(text => text.Replace("[\"*\"]", "[\"*\", \"!public.computed\", \"!constraint:public.lax.lax_check\"]", StringComparison.Ordinal));
        await plan.ConvergeAsync();

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("error PGC1405: table public.computed needs PostgreSQL 18, and the target is PostgreSQL 15", refused.Error, StringComparison.Ordinal);
        Assert.Contains("error PGC1405: constraint public.lax.lax_check needs PostgreSQL 18", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("plain", refused.Error, StringComparison.Ordinal);
    }

    [ServerFact(18)]
    public async Task A_name_that_something_else_keeps()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("CREATE TABLE t (id int); CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'", CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await source.ExecuteAsync("DROP TABLE t; CREATE VIEW t AS SELECT 1 AS id; DROP FUNCTION f; CREATE PROCEDURE f() LANGUAGE sql AS 'SELECT 1'", CancellationToken.None);

        var refused = await Product.RunAsync("plan", plan.Plan);
        plan.Edit(text => text + "\n    prune: true\n");
        await plan.ConvergeAsync();

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("error PGC1406: view public.t cannot be made: table public.t of the target has the name", refused.Error, StringComparison.Ordinal);
        Assert.Contains("error PGC1406: procedure public.f() cannot be made: function public.f() of the target has the name", refused.Error, StringComparison.Ordinal);
    }

    [ServerFact(18)]
    public async Task An_out_that_would_overwrite_something_else()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        var before = await File.ReadAllTextAsync(plan.Plan);

        var refused = await Product.RunAsync("plan", plan.Plan, "--out", plan.Plan);
        var nowhere = await Product.RunAsync("plan", plan.Plan, "--out", Path.Combine(plan.Plan, "no", "such"));

        Assert.Equal(64, refused.ExitCode);
        Assert.Contains("exists and is no saved plan", refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(plan.Plan));
        Assert.Equal(64, nowhere.ExitCode);
        Assert.Contains("cannot be written", nowhere.Error, StringComparison.Ordinal);
    }
}
