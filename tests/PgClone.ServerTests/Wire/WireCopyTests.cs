using System.Diagnostics;
using Npgsql;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Wire;
using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Wire;

/// <summary>Copies over the frontend of our own, and what becomes of them when either side fails.</summary>
public sealed class WireCopyTests
{
    private const string Rows = """
        CREATE TABLE numbers (id int PRIMARY KEY, body text NOT NULL);
        INSERT INTO numbers SELECT g, repeat('x', g % 3000) FROM generate_series(1, 20000) g;
        INSERT INTO numbers VALUES (20001, repeat('large', 300000));
        """;

    private const string SleepsInTheMiddle = "pg_catalog.pg_sleep(CASE WHEN id = 10000 THEN 60 ELSE 0 END) IS NOT NULL";

    [ServerTheory(18)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Rows_arrive_as_they_were(bool binary)
    {
        await using var pair = await Pair.CreateAsync(Rows, "CREATE TABLE numbers (id int PRIMARY KEY, body text NOT NULL)");

        Assert.Equal(20001, await pair.CopyAsync(Numbers(binary, null), CancellationToken.None));
        Assert.Equal(0, await pair.CopyAsync(Numbers(binary, "false"), CancellationToken.None));

        Assert.Equal(
            await pair.Source.RowsAsync("SELECT count(*), md5(string_agg(t::text, '' ORDER BY id)) FROM numbers t", CancellationToken.None),
            await pair.Target.RowsAsync("SELECT count(*), md5(string_agg(t::text, '' ORDER BY id)) FROM numbers t", CancellationToken.None));
    }

    [ServerFact(18)]
    public async Task An_error_of_the_source_in_the_middle_leaves_nothing()
    {
        await using var pair = await Pair.CreateAsync(Rows, "CREATE TABLE numbers (id int PRIMARY KEY, body text NOT NULL)");

        var error = await Assert.ThrowsAsync<PostgresException>(() => pair.CopyAsync(Numbers(true, "1 / (id - 10000) IS NOT NULL"), CancellationToken.None));

        Assert.Equal("22012", error.SqlState);
        Assert.Equal(["0"], await pair.Target.RowsAsync("SELECT count(*) FROM numbers", CancellationToken.None));
    }

    [ServerFact(18)]
    public async Task An_error_of_the_target_stops_the_source()
    {
        await using var pair = await Pair.CreateAsync(Rows, "CREATE TABLE numbers (id int PRIMARY KEY CHECK (id < 10000), body text NOT NULL)");

        var error = await Assert.ThrowsAsync<PostgresException>(() => pair.CopyAsync(Numbers(true, null), CancellationToken.None));

        Assert.Equal("23514", error.SqlState);
        Assert.Equal(["0"], await pair.Source.RowsAsync(Copying, CancellationToken.None));
    }

    [ServerTheory(18)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_error_of_the_target_is_told_long_before_the_last_row(bool binary)
    {
        // Minutes of rows follow the one that is refused.
        const string Slow = "(id < 2000 OR pg_catalog.pg_sleep(0.01) IS NOT NULL)";
        await using var pair = await Pair.CreateAsync(Rows, "CREATE TABLE numbers (id int PRIMARY KEY CHECK (id <> 1000), body text NOT NULL)");
        var began = Stopwatch.GetTimestamp();

        var error = await Assert.ThrowsAsync<PostgresException>(() => pair.CopyAsync(Numbers(binary, Slow), CancellationToken.None));

        Assert.Equal("23514", error.SqlState);
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [ServerFact(18)]
    public async Task A_copy_that_is_canceled_on_the_target_fails_at_once()
    {
        await using var pair = await Pair.CreateAsync(Rows, "CREATE TABLE numbers (id int PRIMARY KEY, body text NOT NULL)");
        var copy = pair.CopyAsync(Numbers(true, "(id < 2000 OR pg_catalog.pg_sleep(0.01) IS NOT NULL)"), CancellationToken.None);
        await pair.CopyingAsync();
        await pair.Target.RowsAsync("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY%FROM STDIN%'", CancellationToken.None);

        var error = await Assert.ThrowsAsync<NpgsqlException>(() => copy.WaitAsync(TimeSpan.FromSeconds(20)));

        Assert.Contains("the copy was canceled on the target", error.Message, StringComparison.Ordinal);
    }

    [ServerFact(18)]
    public async Task A_source_that_is_cut_off_leaves_nothing()
    {
        await using var pair = await Pair.CreateAsync(Rows, "CREATE TABLE numbers (id int PRIMARY KEY, body text NOT NULL)");
        var copy = pair.CopyAsync(Numbers(true, SleepsInTheMiddle), CancellationToken.None);
        await pair.CopyingAsync();
        await pair.Source.RowsAsync(Copying.Replace("count(*)", "count(pg_terminate_backend(pid))", StringComparison.Ordinal), CancellationToken.None);

        var error = await Assert.ThrowsAnyAsync<NpgsqlException>(() => copy);

        // The last words of a backend may be lost with the connection.
        Assert.True(error is not PostgresException said || said.SqlState == PostgresErrorCodes.AdminShutdown, error.ToString());
        Assert.True(pair.IsLost);
        Assert.Equal(["0"], await pair.Target.RowsAsync("SELECT count(*) FROM numbers", CancellationToken.None));
    }

    [ServerFact(18)]
    public async Task Whoever_cancels_waits_for_no_row_and_leaves_no_backend_at_work()
    {
        await using var pair = await Pair.CreateAsync(Rows, "CREATE TABLE numbers (id int PRIMARY KEY, body text NOT NULL)");
        using var cancel = new CancellationTokenSource();
        var copy = pair.CopyAsync(Numbers(true, SleepsInTheMiddle), cancel.Token);
        await pair.CopyingAsync();
        var began = Stopwatch.GetTimestamp();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => copy);

        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(4));
        // The request is passed on by then; the backend heeds it when it next looks.
        while (await pair.Source.ScalarAsync<long>(Copying, CancellationToken.None) > 0)
        {
            Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(4));
            await Task.Delay(20);
        }
    }

    private const string Copying = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY%numbers%TO STDOUT%' AND state = 'active'";

    private static RowSet Numbers(bool binary, string? where) => new()
    {
        Table = new("public", "numbers"),
        Columns = [Column("id", binary), Column("body", binary)],
        Where = where,
    };

    private static RowColumn Column(string name, bool binary) => new() { Name = name, Expression = null, DigestPattern = "{0}", IsBinarySafe = binary };

    /// <summary>Two databases, and a wire session on the one.</summary>
    private sealed class Pair : IAsyncDisposable
    {
        private Database? _from;
        private Database? _to;
        private ReadSession? _reader;
        private WireSession? _wire;

        public required TestDatabase Source { get; init; }

        public required TestDatabase Target { get; init; }

        public bool IsLost => _wire!.IsLost;

        public static async Task<Pair> CreateAsync(string source, string target)
        {
            var pair = new Pair
            {
                Source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None),
                Target = await TestServers.CreateDatabaseAsync(18, CancellationToken.None),
            };
            await pair.Source.ExecuteAsync(source, CancellationToken.None);
            await pair.Target.ExecuteAsync(target, CancellationToken.None);
            pair._from = new(new(pair.Source.ConnectionString));
            pair._to = new(new(pair.Target.ConnectionString));
            pair._reader = await pair._from.ReadAsync(null, CancellationToken.None);
            pair._wire = await pair._from.WireAsync(await pair._reader.ExportSnapshotAsync(CancellationToken.None), CancellationToken.None);
            Assert.NotNull(pair._wire);
            return pair;
        }

        public async Task<long> CopyAsync(RowSet rows, CancellationToken cancellation)
        {
            await using var session = await _to!.WriteAsync(CancellationToken.None);
            await using var transaction = await session.Connection.BeginTransactionAsync(CancellationToken.None);
            var sent = await RowPipe.RunAsync((rows, false, null), _wire!, session, (_, _) => { }, cancellation);
            await transaction.CommitAsync(CancellationToken.None);
            return sent;
        }

        /// <summary>Waits until the copy has come to the row that sleeps: before, a backend may be at work with sending, and hears nothing.</summary>
        public async Task CopyingAsync()
        {
            while (await Source.RowsAsync($"{Copying} AND wait_event = 'PgSleep'", CancellationToken.None) is ["0"]) await Task.Delay(50, CancellationToken.None);
        }

        public async ValueTask DisposeAsync()
        {
            if (_wire is not null) await _wire.DisposeAsync();
            if (_reader is not null) await _reader.DisposeAsync();
            if (_from is not null) await _from.DisposeAsync();
            if (_to is not null) await _to.DisposeAsync();
            await Source.DisposeAsync();
            await Target.DisposeAsync();
        }
    }
}
