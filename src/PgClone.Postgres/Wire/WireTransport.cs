using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Npgsql;

namespace PgClone.Postgres.Wire;

/// <summary>Opens the byte stream to a server: TCP or a Unix socket, with TLS where sslmode asks for it (protocol-flow, SSL Session Encryption).</summary>
internal static class WireTransport
{
    private const int KeepAliveSeconds = 30;

    /// <summary>A stream on which the server awaits a startup message.</summary>
    /// <exception cref="Exception">Whatever the network or TLS say.</exception>
    public static async Task<Stream> OpenAsync(NpgsqlConnectionStringBuilder settings, CancellationToken cancellation)
    {
        var stream = new NetworkStream(await ConnectAsync(settings, cancellation), ownsSocket: true);
        try
        {
            // Whoever allows TLS begins without; where the server minds, Npgsql will go on.
            return settings.SslMode is SslMode.Disable or SslMode.Allow ? stream : await SecureAsync(stream, settings, cancellation);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    private static async Task<Socket> ConnectAsync(NpgsqlConnectionStringBuilder settings, CancellationToken cancellation)
    {
        var host = settings.Host!;
        var isLocal = Path.IsPathRooted(host);
        var socket = isLocal ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (isLocal)
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path.Combine(host, $".s.PGSQL.{settings.Port}")), cancellation);
                return socket;
            }

            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveSeconds);
            await socket.ConnectAsync(host, settings.Port, cancellation);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<Stream> SecureAsync(NetworkStream stream, NpgsqlConnectionStringBuilder settings, CancellationToken cancellation)
    {
        await stream.WriteAsync(FrontendMessage.TlsRequest(), cancellation);
        var answer = new byte[1];
        // No byte more is read here: what somebody put behind the answer goes into the handshake, which it breaks.
        await stream.ReadExactlyAsync(answer, cancellation);
        if (answer[0] == 'N' && settings.SslMode == SslMode.Prefer) return stream;
        if (answer[0] != 'S') throw new WireException("the server takes no TLS");
        var secure = new SslStream(stream);
        await secure.AuthenticateAsClientAsync(Options(settings), cancellation);
        return secure;
    }

    // As Npgsql verifies, with the same files in the same places (libpq-ssl in the manual).
    private static SslClientAuthenticationOptions Options(NpgsqlConnectionStringBuilder settings) => new()
    {
        TargetHost = settings.Host,
        ApplicationProtocols = [new("postgresql")],
        ClientCertificates = ClientCertificate(settings) is { } certificate ? [certificate] : null,
        CertificateChainPolicy = settings.SslMode is SslMode.VerifyCA or SslMode.VerifyFull && Find(settings.RootCertificate, "root.crt") is { } root ? Trusting(root) : null,
        RemoteCertificateValidationCallback = (_, _, _, errors) => settings.SslMode switch
        {
            SslMode.VerifyFull => errors == SslPolicyErrors.None,
            SslMode.VerifyCA => (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None,
            _ => true,
        },
    };

    private static X509ChainPolicy Trusting(string path)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(path);
        return policy;
    }

    private static X509Certificate2? ClientCertificate(NpgsqlConnectionStringBuilder settings)
    {
        if (Find(settings.SslCertificate, "postgresql.crt") is not { } path) return null;
        var password = settings.SslPassword;
        if (path.EndsWith(".pfx", StringComparison.OrdinalIgnoreCase)) return X509CertificateLoader.LoadPkcs12FromFile(path, password);
        var key = Find(settings.SslKey, "postgresql.key");
        return string.IsNullOrEmpty(password) ? X509Certificate2.CreateFromPemFile(path, key) : X509Certificate2.CreateFromEncryptedPemFile(path, password, key);
    }

    private static string? Find(string? named, string usual)
    {
        if (named is not null) return named;
        var folder = OperatingSystem.IsWindows() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "postgresql")
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".postgresql");
        var path = Path.Combine(folder, usual);
        return File.Exists(path) ? path : null;
    }
}
