using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Npgsql;

namespace PgClone.Postgres.Wire;

/// <summary>The byte stream to a server: TCP or a Unix socket, with TLS where sslmode asks for it (protocol-flow, SSL Session Encryption).</summary>
internal sealed class WireTransport : IDisposable
{
    private readonly Socket _socket;

    private WireTransport(Socket socket) => _socket = socket;

    /// <summary>The stream.</summary>
    public Stream Stream { get; private set; } = Stream.Null;

    /// <summary>Opens a stream on which the server awaits a startup message.</summary>
    /// <exception cref="Exception">Whatever the network or TLS say.</exception>
    public static WireTransport Open(NpgsqlConnectionStringBuilder settings, CancellationToken cancellation)
    {
        var host = settings.Host!;
        var isLocal = Path.IsPathRooted(host);
        var transport = new WireTransport(isLocal ? new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new(SocketType.Stream, ProtocolType.Tcp));
        try
        {
            using var aborted = transport.AbortOn(cancellation);
            if (isLocal) transport._socket.Connect(new UnixDomainSocketEndPoint(Path.Combine(host, $".s.PGSQL.{settings.Port}")));
            else transport.Connect(host, settings);
            transport.Secure(settings);
            return transport;
        }
        catch
        {
            transport.Dispose();
            throw;
        }
    }

    /// <summary>Breaks the stream when asked to, which ends what blocks on it.</summary>
    public CancellationTokenRegistration AbortOn(CancellationToken cancellation) => cancellation.UnsafeRegister(socket => ((Socket)socket!).Dispose(), _socket);

    /// <inheritdoc/>
    public void Dispose()
    {
        Stream.Dispose();
        _socket.Dispose();
    }

    private void Connect(string host, NpgsqlConnectionStringBuilder settings)
    {
        _socket.NoDelay = true;
        _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        if (settings.TcpKeepAliveTime > 0) _socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, settings.TcpKeepAliveTime);
        if (settings.TcpKeepAliveInterval > 0) _socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, settings.TcpKeepAliveInterval);
        _socket.Connect(host, settings.Port);
    }

    private void Secure(NpgsqlConnectionStringBuilder settings)
    {
        Stream = new NetworkStream(_socket);
        // Whoever allows TLS begins without; where the server minds, Npgsql will go on.
        if (settings.SslMode is SslMode.Disable or SslMode.Allow) return;
        Stream.Write(FrontendMessage.TlsRequest());
        // No byte more is read here: what somebody put behind the answer goes into the handshake, which it breaks.
        var answer = Stream.ReadByte();
        if (answer == 'N' && settings.SslMode == SslMode.Prefer) return;
        if (answer != 'S') throw new WireException("the server takes no TLS");
        var secure = new SslStream(Stream);
        Stream = secure;
        secure.AuthenticateAsClient(Options(settings));
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
