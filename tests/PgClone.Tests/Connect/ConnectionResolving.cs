using Npgsql;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Sql;
using Xunit;

namespace PgClone.Tests.Connect;

public sealed class ConnectionResolving : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("pgclone-home-").FullName;
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);

    public void Dispose() => Directory.Delete(_home, recursive: true);

    private Task<ConnectionResolution> Resolve(ConnectionReference reference) =>
        new ConnectionResolver(new ConnectionSurroundings { EnvironmentVariable = _environment.GetValueOrDefault, HomeDirectory = _home, UserName = "ann" })
            .ResolveAsync(reference, CancellationToken.None);

    private async Task<NpgsqlConnectionStringBuilder> Connect(ConnectionReference reference)
    {
        var resolution = await Resolve(reference);
        Assert.Null(resolution.Problem);
        return resolution.Connection!.Builder;
    }

    private async Task<ConnectionProblem> Fail(ConnectionReference reference)
    {
        var resolution = await Resolve(reference);
        Assert.Null(resolution.Connection);
        return resolution.Problem!;
    }

    private string Write(string name, string text, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        var path = Path.Combine(_home, name);
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, mode);
        return path;
    }

    [Fact]
    public async Task A_connection_string_wins_over_its_service_and_that_over_the_environment()
    {
        Write(".pg_service.conf", "# comment\n[other]\nhost=wrong\n[prod]\nhost = service.example\nport=5433\ndbname=service\n[prod]\nport=1\n");
        _environment["PGPORT"] = "5434";
        _environment["PGUSER"] = "bob";

        var builder = await Connect(new TextConnection("service=prod dbname=own"));

        Assert.Equal(("service.example", 5433, "own", "bob"), (builder.Host, builder.Port, builder.Database, builder.Username));
    }

    [Fact]
    public async Task What_nothing_says_has_the_defaults_of_libpq()
    {
        var builder = await Connect(new TextConnection("host=db.example"));

        Assert.Equal((5432, "ann", "ann", "pgclone", SslMode.Prefer), (builder.Port, builder.Username, builder.Database, builder.ApplicationName, builder.SslMode));
    }

    [Fact]
    public async Task Every_place_a_connection_string_can_be_in_is_read()
    {
        _environment["PROD_URL"] = "postgres://a@env.example/d";
        Write(".pg_service.conf", "[prod]\nhost=service.example\n");

        Assert.Equal("env.example", (await Connect(new EnvironmentConnection("PROD_URL"))).Host);
        Assert.Equal("file.example", (await Connect(new FileConnection(Write("url", "postgres://a@file.example/d\n")))).Host);
        Assert.Equal("service.example", (await Connect(new ServiceConnection("prod"))).Host);
        Assert.Equal("command.example", (await Connect(new CommandConnection(["echo", "host=command.example"]))).Host);
        _environment["PGSERVICE"] = "prod";
        Assert.Equal("service.example", (await Connect(new TextConnection("dbname=d"))).Host);
    }

    [Fact]
    public async Task The_service_file_of_the_system_comes_second()
    {
        _environment["PGSYSCONFDIR"] = _home;
        _environment["PGSERVICEFILE"] = Write("own.conf", "[mine]\nhost=own.example\n");
        Write("pg_service.conf", "[prod]\nhost=system.example\n[mine]\nhost=wrong\n");

        Assert.Equal("own.example", (await Connect(new ServiceConnection("mine"))).Host);
        Assert.Equal("system.example", (await Connect(new ServiceConnection("prod"))).Host);
    }

    [Fact]
    public async Task The_password_comes_from_the_password_file_when_nothing_else_has_it()
    {
        Write(".pgpass", "# host:port:db:user:password\nother:*:*:*:wrong\n\\*:*:*:*:wrong\ndb.example:5432:*:a\\:b:se\\:cr\\\\et\n*:*:*:*:last\n");

        Assert.Equal("se:cr\\et", (await Connect(new TextConnection("host=db.example user=a:b"))).Password);
        Assert.Equal("last", (await Connect(new TextConnection("host=db.example user=c"))).Password);
        Assert.Equal("own", (await Connect(new TextConnection("host=db.example user=c password=own"))).Password);
        _environment["PGPASSWORD"] = "env";
        Assert.Equal("env", (await Connect(new TextConnection("host=db.example user=c"))).Password);
    }

    [Fact]
    public async Task A_socket_in_the_default_directory_is_localhost_to_the_password_file()
    {
        _environment["PGPASSFILE"] = Write("pass", "localhost:5432:d:ann:socket\n");

        Assert.Equal("socket", (await Connect(new TextConnection("host=/var/run/postgresql dbname=d"))).Password);
    }

    [Fact]
    public async Task A_password_file_open_to_others_is_refused()
    {
        if (OperatingSystem.IsWindows()) return;
        var path = Write(".pgpass", "*:*:*:*:hunter2\n", UnixFileMode.UserRead | UnixFileMode.OtherRead);

        var problem = await Fail(new TextConnection("host=db.example"));

        Assert.Equal(new ConnectionProblem($"the password file {path} can be read by others", $"chmod 0600 {path}"), problem);
    }

    [Theory]
    [InlineData("sslmode=verify-full sslrootcert=/ca.pem", SslMode.VerifyFull, "/ca.pem")]
    [InlineData("sslmode=require sslrootcert=/ca.pem", SslMode.VerifyCA, "/ca.pem")]
    [InlineData("sslmode=require", SslMode.Require, null)]
    [InlineData("sslrootcert=system", SslMode.VerifyFull, null)]
    [InlineData("sslmode=disable", SslMode.Disable, null)]
    public async Task TLS_is_asked_for_as_libpq_would(string text, SslMode mode, string? root)
    {
        var builder = await Connect(new TextConnection($"host=h {text}"));

        Assert.Equal((mode, root), (builder.SslMode, builder.RootCertificate));
    }

    [Fact]
    public async Task Other_settings_reach_Npgsql()
    {
        var builder = await Connect(new TextConnection("host=h connect_timeout=7 application_name=x options='-c a=b' channel_binding=require sslcert=/c sslkey=/k keepalives=1 keepalives_idle=40 keepalives_interval=5"));

        Assert.Equal((7, "x", "-c a=b", ChannelBinding.Require, "/c", "/k"), (builder.Timeout, builder.ApplicationName, builder.Options, builder.ChannelBinding, builder.SslCertificate, builder.SslKey));
        Assert.Equal((40, 5), (builder.TcpKeepAliveTime, builder.TcpKeepAliveInterval));
    }

    [Theory]
    [InlineData("host=h sslmode=verify", "sslmode cannot be 'verify'")]
    [InlineData("host=h sslmode=require sslrootcert=system", "sslrootcert=system needs sslmode=verify-full")]
    [InlineData("host=h requirepeer=postgres", "the connection parameter 'requirepeer' is not supported yet")]
    [InlineData("host=a,b", "the connection names several hosts")]
    [InlineData("host=h hostaddr=1.2.3.4", "'host' and 'hostaddr' together are not supported yet")]
    [InlineData("host=h port=0", "'port' is no whole number from 1 to 65535")]
    [InlineData("host=h channel_binding=yes", "channel_binding cannot be 'yes'")]
    [InlineData("service=none", "service 'none' is not defined")]
    public async Task What_cannot_be_promised_is_refused(string text, string sentence) =>
        Assert.Equal(sentence, (await Fail(new TextConnection(text))).Sentence);

    [Fact]
    public async Task A_place_without_a_connection_string_is_named()
    {
        Assert.Equal("environment variable NOPE: it is not set", (await Fail(new EnvironmentConnection("NOPE"))).Sentence);
        Assert.Equal("file /no/such: it does not exist", (await Fail(new FileConnection("/no/such"))).Sentence);
        Assert.Equal("command no-such-program: it cannot be started", (await Fail(new CommandConnection(["no-such-program"]))).Sentence);
        Assert.Equal("command false: it exited with 1", (await Fail(new CommandConnection(ValueList.Create<string>(["false"])))).Sentence);
        Assert.Equal("command true: holds no connection string", (await Fail(new CommandConnection(["true"]))).Sentence);
    }

    [Fact]
    public async Task A_resolved_connection_prints_without_its_password()
    {
        var resolution = await Resolve(new TextConnection("postgres://prod:hunter2@db.example/app"));

        Assert.Equal("prod@db.example:5432/app", resolution.Connection!.Display);
        Assert.DoesNotContain("hunter2", resolution.ToString(), StringComparison.Ordinal);
    }
}
