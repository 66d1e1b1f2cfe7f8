using System.Diagnostics;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Npgsql;
using PgClone.Postgres.Cluster;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;
using PgClone.Postgres.Wire;
using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Wire;

/// <summary>Every way to connect that the frontend of our own knows, and those that it leaves to Npgsql.</summary>
public sealed class WireSessionTests : IAsyncLifetime
{
    private const string Password = "päss word=1";

    private readonly string _directory = Directory.CreateTempSubdirectory("pgclone-wire-").FullName;
    private LocalServer? _server;

    public async Task InitializeAsync() =>
        _server = await LocalServer.StartAsync(await TestServers.Finder.FindAsync(18, CancellationToken.None), new(), CancellationToken.None);

    public async Task DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [ServerFact(18)]
    public async Task Trust_password_md5_and_scram_are_spoken_and_others_left_to_Npgsql()
    {
        await AllowAsync("scram scram-sha-256", "md5 md5", "password password", "trusted trust");

        foreach (var role in new[] { "scram", "md5", "password", "trusted" })
        {
            var settings = Settings(role);
            if (role == "trusted") settings.Password = null;
            await using var database = new Database(settings, "-c work_mem=1234kB");
            await using var reader = await database.ReadAsync(null, CancellationToken.None);
            await using var session = await database.WireAsync(await reader.ExportSnapshotAsync(CancellationToken.None), CancellationToken.None);

            Assert.NotNull(session);
            Assert.Equal($"{role} 1234kB UTC read only", await session.ValueAsync("""
                SELECT current_user || ' ' || current_setting('work_mem') || ' ' || current_setting('TimeZone')
                    || CASE current_setting('transaction_read_only') WHEN 'on' THEN ' read only' END
                """, CancellationToken.None));
        }
    }

    [ServerFact(18)]
    public async Task A_password_that_is_wrong_is_refused_and_not_told()
    {
        await AllowAsync("scram scram-sha-256");
        var settings = Settings("scram");
        settings.Password = "not this one";

        var error = await Assert.ThrowsAsync<PostgresException>(() => WireSession.OpenAsync(settings, null, CancellationToken.None));

        Assert.Equal("28P01", error.SqlState);
        Assert.DoesNotContain("not this one", error.ToString(), StringComparison.Ordinal);
    }

    [ServerFact(18)]
    public async Task What_only_Npgsql_knows_is_left_to_it()
    {
        await AllowAsync("trusted trust");
        foreach (var only in new[] { "Require Auth=None", "Channel Binding=Prefer;Require Auth=None,ScramSHA256" })
        {
            await using var database = new Database(new($"{Settings("trusted").ConnectionString};{only}"));
            await using var reader = await database.ReadAsync(null, CancellationToken.None);

            Assert.Null(await database.WireAsync(null, CancellationToken.None));
        }
    }

    [ServerFact(18)]
    public async Task A_Unix_socket_is_as_good()
    {
        await using var session = await WireSession.OpenAsync(new($"Host={_server!.DataDirectory};Port={_server.Port};Username=postgres;Database=postgres"), null, CancellationToken.None);

        Assert.Equal("t", await session.ValueAsync("SELECT inet_client_addr() IS NULL", CancellationToken.None));
    }

    [ServerFact(18)]
    public async Task Tls_is_spoken_and_certificates_are_verified_as_sslmode_says()
    {
        using var authority = Certificate("CN=authority", null);
        using var other = Certificate("CN=other", null);
        await ServeTlsAsync(authority);
        await AllowAsync("scram scram-sha-256", "certified cert");
        var (root, wrong) = (Write("root.crt", authority.ExportCertificatePem()), Write("wrong.crt", other.ExportCertificatePem()));

        foreach (var mode in new[] { "Prefer", "Require", "VerifyCA", "VerifyFull" })
            Assert.Equal("t", await EncryptedAsync(Settings("scram", $"SSL Mode={mode};Root Certificate={root}")));
        Assert.Equal("f", await EncryptedAsync(Settings("scram", "SSL Mode=Disable")));
        await Assert.ThrowsAsync<AuthenticationException>(() => EncryptedAsync(Settings("scram", $"SSL Mode=VerifyCA;Root Certificate={wrong}")));
        // The certificate names localhost alone.
        var elsewhere = Settings("scram", $"SSL Mode=VerifyFull;Root Certificate={root}");
        elsewhere.Host = "127.0.0.1";
        await Assert.ThrowsAsync<AuthenticationException>(() => EncryptedAsync(elsewhere));
        elsewhere.SslMode = SslMode.VerifyCA;
        Assert.Equal("t", await EncryptedAsync(elsewhere));

        using var client = Certificate("CN=certified", authority);
        var (certificate, key) = (Write("client.crt", client.ExportCertificatePem()), Write("client.key", client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()));
        Assert.Equal("t", await EncryptedAsync(Settings("certified", $"SSL Mode=Require;SSL Certificate={certificate};SSL Key={key}")));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => EncryptedAsync(Settings("certified", "SSL Mode=Require")));
    }

    [ServerFact(18)]
    public async Task A_source_that_has_fallen_silent_is_left_alone_when_the_run_is_cancelled()
    {
        await using var database = new Database(new(_server!.ConnectionString("postgres")));
        await using var writer = await database.WriteAsync(CancellationToken.None);
        await writer.ExecuteAsync(["CREATE TABLE public.numbers AS SELECT g AS id FROM pg_catalog.generate_series(1, 1000000) g"], CancellationToken.None);
        var source = await WireSession.OpenAsync(new(_server.ConnectionString("postgres")), null, CancellationToken.None);
        var backend = await source.ValueAsync("SELECT pg_catalog.pg_backend_pid()", CancellationToken.None);
        var numbers = new RowSet { Table = new("public", "numbers"), Columns = [new() { Name = "id", Expression = null, DigestPattern = "{0}", IsBinarySafe = true }], Where = null };
        using var cancel = new CancellationTokenSource();
        try
        {
            var copy = RowPipe.RunAsync((numbers, false, null), source, writer, (_, _) => Signal("STOP"), cancel.Token);
            cancel.CancelAfter(TimeSpan.FromSeconds(1));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => copy.WaitAsync(TimeSpan.FromSeconds(20)));
            Assert.True(source.IsLost);
        }
        finally
        {
            Signal("CONT");
            await source.DisposeAsync();
        }

        void Signal(string signal) => Process.Start("kill", [$"-{signal}", backend!]).WaitForExit();
    }

    private static async Task<string?> EncryptedAsync(NpgsqlConnectionStringBuilder settings)
    {
        await using var session = await WireSession.OpenAsync(settings, null, CancellationToken.None);
        return await session.ValueAsync("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()", CancellationToken.None);
    }

    private NpgsqlConnectionStringBuilder Settings(string role, string more = "") =>
        new($"Host=localhost;Port={_server!.Port};Database=postgres;Username={role};{more}") { Password = Password };

    private async Task AllowAsync(params string[] rolesAndMethods)
    {
        await using var source = NpgsqlDataSource.Create(_server!.ConnectionString("postgres"));
        foreach (var pair in rolesAndMethods.Select(line => line.Split(' ')))
            await ExecuteAsync(source, $"SET password_encryption = '{(pair[1] == "md5" ? "md5" : "scram-sha-256")}'; SET client_min_messages = error; CREATE ROLE {pair[0]} LOGIN PASSWORD {Literal.Quote(Password)}");
        var hba = Path.Combine(_server.DataDirectory, "pg_hba.conf");
        var lines = rolesAndMethods.Select(line => line.Split(' ')).Select(pair => $"{(pair[1] == "cert" ? "hostssl" : "host")} all {pair[0]} all {pair[1]}");
        await File.WriteAllLinesAsync(hba, ["local all all trust", "host all postgres all trust", .. lines]);
        await ExecuteAsync(source, "SELECT pg_reload_conf()");
        await Task.Delay(300);
    }

    // The server writes its files itself: they must be its own.
    private async Task ServeTlsAsync(X509Certificate2 authority)
    {
        using var certificate = Certificate("CN=localhost", authority);
        await using var source = NpgsqlDataSource.Create(_server!.ConnectionString("postgres"));
        await WriteAsync("server.crt", certificate.ExportCertificatePem());
        await WriteAsync("server.key", certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        await WriteAsync("root.crt", authority.ExportCertificatePem());
        await ExecuteAsync(source, "ALTER SYSTEM SET ssl_ca_file = 'root.crt'");
        await ExecuteAsync(source, "ALTER SYSTEM SET ssl = on");

        Task WriteAsync(string name, string pem) =>
            ExecuteAsync(source, $"COPY (SELECT pg_catalog.string_to_table({Literal.Quote(pem.Trim())}, E'\\n')) TO PROGRAM 'umask 077 && cat >{name}'");
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var connection = await source.OpenConnectionAsync();
        foreach (var statement in sql.Split("; "))
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_directory, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static X509Certificate2 Certificate(string subject, X509Certificate2? issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(issuer is null, false, 0, true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(subject[3..]);
        request.CertificateExtensions.Add(names.Build());
        if (issuer is null) return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var signed = request.Create(issuer, issuer.NotBefore, issuer.NotAfter, RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }
}
