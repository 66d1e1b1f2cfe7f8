using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Clones;

/// <summary>Rows of the user in tables of an extension.</summary>
public sealed class ExtensionConfigurationTests
{
    // No extension at hand has such a table, so one gets it by hand.
    private const string Schema = """
        CREATE EXTENSION citext;
        CREATE TABLE conf (id int, is_user bool);
        ALTER EXTENSION citext ADD TABLE conf;
        UPDATE pg_extension SET extconfig = ARRAY['conf'::regclass::oid], extcondition = ARRAY['WHERE is_user'] WHERE extname = 'citext';
        INSERT INTO conf VALUES (1, false);
        CREATE TABLE t (id int);
        """;

    [ServerFact(18)]
    public async Task Are_named_when_there_are_any()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        await source.ExecuteAsync(Schema, CancellationToken.None);
        using var plan = new CloneCase(source, target);
        Assert.Equal(0, (await Product.RunAsync("plan", plan.Plan)).ExitCode);

        await source.ExecuteAsync("INSERT INTO conf VALUES (2, true)", CancellationToken.None);
        var refused = await Product.RunAsync("plan", plan.Plan);
        plan.Edit(text => text + "\n    unsupported: skip\n");

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("cannot be cloned yet: extension configuration public.conf", refused.Error, StringComparison.Ordinal);
        await plan.ConvergeAsync();
    }
}
