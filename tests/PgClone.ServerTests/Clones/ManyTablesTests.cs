using PgClone.ServerTests.Faults;
using PgClone.TestKit;
using PgClone.TestKit.Faults;
using Xunit;

namespace PgClone.ServerTests.Clones;

/// <summary>A plan asks for everything at once: its round trips do not grow with the tables. How long it takes is the benchmark's to say.</summary>
public sealed class ManyTablesTests
{
    private const int MostRoundTrips = 60;

    /// <summary>What the process may allocate beside some 100 MB of programs, so that it stays under 1 GB; in bytes and hexadecimal, as the runtime wants it.</summary>
    private const string MostHeap = "0x35000000";

    // Each with a key, a second index and a foreign key. Commits on the way, so that no setting of a server is too small.
    private static string Tables(int count) => $"""
        DO $$ BEGIN
            FOR t IN 1..{count} LOOP
                EXECUTE format('CREATE TABLE t%s (id int PRIMARY KEY, other int, name text NOT NULL DEFAULT ''x'', at timestamptz)', t);
                EXECUTE format('INSERT INTO t%s SELECT g, g, ''row '' || g, now() FROM generate_series(1, 3) g', t);
                EXECUTE format('CREATE INDEX ON t%s (name, at)', t);
                IF t > 1 THEN EXECUTE format('ALTER TABLE t%s ADD FOREIGN KEY (other) REFERENCES t%s', t, t - 1); END IF;
                IF t % 50 = 0 THEN COMMIT; END IF;
            END LOOP;
        END $$
        """;

    [ServerFact(18)]
    public async Task Sixty_round_trips_a_side_are_enough_for_any_number_of_tables()
    {
        await using var clone = await FaultyClone.CreateAsync(schema: Tables(LongRun.IsAsked ? 5000 : 300));

        await AssertRoundTripsAsync(clone, "to create");
        var applied = await clone.ApplyAsync();
        Assert.True(applied.ExitCode == 0, applied.ToString());
        await AssertRoundTripsAsync(clone, "No changes.");
        await AssertRoundTripsAsync(clone, "No changes.", "--recheck");
    }

    private static async Task AssertRoundTripsAsync(FaultyClone clone, string outcome, params string[] options)
    {
        FaultProxy[] proxies = [clone.SourceProxy, clone.TargetProxy];
        var before = proxies.Select(proxy => proxy.RoundTrips).ToList();
        using var planning = ProductProcess.Start(["plan", clone.Plan.Plan, .. options], environment: [("DOTNET_GCHeapHardLimit", MostHeap)]);
        var planned = await planning.EndAsync(TimeSpan.FromMinutes(5));

        Assert.True(planned.ExitCode == 0, planned.ToString());
        Assert.Contains(outcome, planned.Out, StringComparison.Ordinal);
        Assert.All(proxies.Zip(before), side => Assert.InRange(side.First.RoundTrips - side.Second, 5, MostRoundTrips));
    }
}
