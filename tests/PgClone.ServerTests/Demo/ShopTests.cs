using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Demo;

public sealed class ShopTests
{
    private static readonly string Script = Path.Combine(SharedData.Checkout, "src", "PgClone.Cli", "Demo", "shop.sql");

    [ServerTheory, EveryMajor]
    public async Task The_shop_has_the_same_rows_on_every_version(int major)
    {
        await using var database = await TestServers.CreateDatabaseAsync(major, CancellationToken.None);

        await database.LoadAsync(Script, CancellationToken.None);

        Assert.Equal(["24|121257|1384049221215749282168"], await database.RowsAsync(DigestOfAllRows, CancellationToken.None));
    }

    // Rows as text, in no order: the sum of a hash of each.
    private const string DigestOfAllRows = """
        SELECT count(*) AS tables,
               sum((xpath('/row/n/text()', x))[1]::text::bigint) AS rows,
               sum((xpath('/row/h/text()', x))[1]::text::numeric) AS digest
        FROM (
            SELECT pg_catalog.query_to_xml(
                       format('SELECT count(*) AS n, coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) AS h FROM %I.%I AS t',
                              n.nspname, c.relname),
                       false, true, '') AS x
            FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
            WHERE n.nspname IN ('shop', 'hr') AND c.relkind IN ('r', 'm')
        ) AS counted
        """;
}
