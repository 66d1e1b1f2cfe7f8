using PgClone.Postgres.Catalog;
using PgClone.Postgres.Sql;
using Xunit;

namespace PgClone.Tests.Sql;

public sealed class VisibleNames
{
    [Fact]
    public void A_name_with_line_breaks_is_printed_on_one_line() =>
        Assert.Equal("table app.x␊␊No changes.", new ObjectIdentity("table", "app", "x\n\nNo changes.").ToString());

    [Fact]
    public void A_statement_is_printed_on_one_line_with_its_names() =>
        Assert.Equal("ALTER TABLE t DROP COLUMN \"c␊␉d\"", Visible.OneLine("ALTER TABLE t\n    DROP COLUMN \"c\n\td\""));
}
