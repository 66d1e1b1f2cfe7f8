using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Clones;

/// <summary>Security labels. No server of ours has a provider, so they are put into the catalog by hand, and no server takes the statement.</summary>
public sealed class SecurityLabelTests
{
    private const string Labels = """
        INSERT INTO pg_seclabel VALUES ('t'::regclass, 'pg_class'::regclass, 0, 'dummy', 'secret'),
                                       ('t'::regclass, 'pg_class'::regclass, 2, 'dummy', 'it''s classified'),
                                       ('f()'::regprocedure, 'pg_proc'::regclass, 0, 'dummy', 'secret');
        INSERT INTO pg_shseclabel SELECT oid, 'pg_database'::regclass, 'dummy', 'of all' FROM pg_database WHERE datname = current_database();
        """;

    [ServerFact(18)]
    public async Task Labels_are_compared_set_and_taken_away_or_left_out()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        await source.ExecuteAsync($"CREATE TABLE t (id int, a text); CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; {Labels}", CancellationToken.None);
        using var plan = new CloneCase(source, target);

        var refused = await Product.RunAsync("apply", plan.Plan, "--yes");
        Assert.Equal(8, refused.ExitCode);
        Assert.Contains("security label provider \"dummy\" is not loaded", refused.Error, StringComparison.Ordinal);

        plan.Edit(text => text + "\n    include: { securityLabels: false }\n");
        await plan.ConvergeAsync();
        plan.Edit(text => text.Replace("\n    include: { securityLabels: false }\n", "", StringComparison.Ordinal));
        var planned = await Product.RunAsync("plan", plan.Plan);
        Assert.Contains("SECURITY LABEL FOR dummy ON TABLE public.t IS 'secret'", planned.Out, StringComparison.Ordinal);
        Assert.Contains("SECURITY LABEL FOR dummy ON COLUMN public.t.a IS 'it''s classified'", planned.Out, StringComparison.Ordinal);
        Assert.Contains("SECURITY LABEL FOR dummy ON FUNCTION public.f() IS 'secret'", planned.Out, StringComparison.Ordinal);
        Assert.Contains("database settings", planned.Out, StringComparison.Ordinal);

        await target.ExecuteAsync(Labels, CancellationToken.None);
        await plan.AssertConvergedAsync();
        await source.ExecuteAsync("DELETE FROM pg_seclabel WHERE objsubid = 2", CancellationToken.None);
        Assert.Contains("SECURITY LABEL FOR dummy ON COLUMN public.t.a IS NULL", (await Product.RunAsync("plan", plan.Plan)).Out, StringComparison.Ordinal);
    }
}
