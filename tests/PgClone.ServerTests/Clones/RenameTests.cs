using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Clones;

/// <summary>Indexes and constraints that were renamed on the source.</summary>
public sealed class RenameTests
{
    [ServerFact(18)]
    public async Task A_saved_plan_renames_in_place_and_forgets_the_former_names()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("CREATE TABLE t (id int CONSTRAINT t_key PRIMARY KEY, v int); CREATE INDEX t_v ON t (v); CREATE TABLE r (t int REFERENCES t)", CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        const string oids = "SELECT oid::text FROM pg_class WHERE relkind = 'i' AND relnamespace = 'public'::regnamespace ORDER BY oid";
        var before = await target.RowsAsync(oids, CancellationToken.None);
        await source.ExecuteAsync("ALTER INDEX t_key RENAME TO t_other; ALTER INDEX t_v RENAME TO \"t V\"; COMMENT ON INDEX \"t V\" IS 'v'", CancellationToken.None);

        var drift = await Product.RunAsync("diff", plan.Plan);
        var planned = await Product.RunAsync("plan", plan.Plan, "--out", plan.SavedPlan);
        var applied = await Product.RunAsync("apply", plan.SavedPlan, "--yes");
        await plan.AssertConvergedAsync();

        Assert.Contains("named otherwise: index public.t.t_v of the target, on the source t V", drift.Out, StringComparison.Ordinal);
        Assert.Contains("~ constraint public.t.t_other  (renamed from t_key)", planned.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("-/+", planned.Out, StringComparison.Ordinal);
        Assert.True(applied.ExitCode == 0, applied.ToString());
        Assert.Equal(before, await target.RowsAsync(oids, CancellationToken.None));
        Assert.Empty(await target.RowsAsync("SELECT address FROM pgclone.objects WHERE address ~ 't_key|t_v'", CancellationToken.None));
        Assert.Equal(2, await target.ScalarAsync<long>("SELECT count(*) FROM pgclone.objects WHERE address ~ 't_other|t V'", CancellationToken.None));
    }
}
