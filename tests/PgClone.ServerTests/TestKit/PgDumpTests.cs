using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.TestKit;

public sealed class PgDumpTests
{
    [ServerFact(15, PgDump = true)]
    public async Task Equal_schemas_made_in_another_order_dump_alike()
    {
        await using var left = await TestServers.CreateDatabaseAsync(15, CancellationToken.None);
        await using var right = await TestServers.CreateDatabaseAsync(15, CancellationToken.None);
        await left.ExecuteAsync("CREATE TABLE a (id int); CREATE TABLE b (id int); CREATE SCHEMA pgclone", CancellationToken.None);
        await right.ExecuteAsync("CREATE TABLE b (id int); CREATE TABLE a (id int)", CancellationToken.None);
        var dump = await PgDump.GetAsync(15, CancellationToken.None);

        var ofLeft = await dump.SchemaOnlyAsync(left.ConnectionString, PgDump.UsualOptions, CancellationToken.None);
        var ofRight = await dump.SchemaOnlyAsync(right.ConnectionString, PgDump.UsualOptions, CancellationToken.None);

        var statements = SchemaDump.Normalise(ofLeft);
        Assert.Equal(statements, SchemaDump.Normalise(ofRight));
        Assert.Equal(2, statements.Count(statement => statement.StartsWith("CREATE TABLE", StringComparison.Ordinal)));
    }
}
