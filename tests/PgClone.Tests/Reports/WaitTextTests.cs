using PgClone.Postgres.Connect;
using PgClone.Postgres.Sql;
using PgClone.Reports;
using Xunit;

namespace PgClone.Tests.Reports;

public sealed class WaitTextTests
{
    [Fact]
    public void What_is_not_for_us_to_see_is_left_out() =>
        Assert.Equal("waits, which others have locked: pid 7 (alice)", Rendered(null, new LockHolder(7, "alice", "", null, null)));

    [Fact]
    public void A_prepared_transaction_and_the_server_itself_may_hold_a_lock() => Assert.Equal(
        "waits for app.t, which others have locked: a prepared transaction (pg_prepared_xacts); pid 8 (autovacuum worker, active): autovacuum: VACUUM app.t",
        Rendered("app.t", new(0, null, "", null, null), new(8, null, "autovacuum worker", "active", "autovacuum: VACUUM app.t")));

    [Fact]
    public void Three_are_named_and_long_statements_cut_off() => Assert.Equal(
        $"waits for app.t, which others have locked: pid 1 (a): SELECT {new string('x', 73)}…; pid 2 (a); pid 3 (a), and 2 more",
        Rendered("app.t", [new(1, "a", "", null, $"SELECT {new string('x', 90)}"), .. Enumerable.Range(2, 4).Select(process => new LockHolder(process, "a", "", null, null))]));

    [Theory]
    [InlineData("UPDATE t\n  SET a1 = 'it''s', \"b 2\" = 12.5e3 -- why\n WHERE c = E'\\'' AND d = $1", "UPDATE t SET a1 = ?, \"b 2\" = ? WHERE c = E? AND d = $1")]
    [InlineData("DO $x$ BEGIN END $x$", "DO ?")]
    [InlineData("INSERT INTO t VALUES (1, 'cut o", "INSERT INTO t VALUES (?, …")]
    public void Values_in_statements_are_left_out(string statement, string shape) => Assert.Equal(shape, Visible.Shape(statement));

    private static string Rendered(string? relation, params LockHolder[] holders) =>
        WaitText.Render(new() { Process = 1, Statement = "", Relation = relation, Holders = [.. holders] });
}
