using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Npgsql;

namespace PgClone.Postgres.Wire;

/// <summary>Answers the server's authentication requests: trust, password, md5, SCRAM-SHA-256 (protocol-flow, Start-up).</summary>
internal sealed class WireAuthentication(NpgsqlConnectionStringBuilder settings, Stream stream, Func<BackendMessage> read)
{
    private const string Scram = "SCRAM-SHA-256";

    private static readonly (string Signature, HashAlgorithmName Hash)[] EndPointHashes =
    [
        ("sha256", HashAlgorithmName.SHA256), ("sha384", HashAlgorithmName.SHA384), ("sha512", HashAlgorithmName.SHA512),
        ("sha1", HashAlgorithmName.SHA256), ("md5", HashAlgorithmName.SHA256),
    ];

    private string Password => settings.Password ?? throw new WireException("the server asks for a password, and none is known");

    /// <summary>Goes on until the server is content.</summary>
    /// <exception cref="WireException">The server wants what is not spoken here, or does not know the password itself.</exception>
    public void Run()
    {
        while (true)
        {
            var request = Expect();
            // AuthenticationOk and others of the requests of type R.
            switch (request.NumberAt(0))
            {
                case 0: return;
                case 3: stream.Write(FrontendMessage.Password(Password)); break;
                case 5: stream.Write(FrontendMessage.Password(Md5(request.Body.Slice(4, 4)))); break;
                case 10: Prove(BackendMessage.Strings(request.Body[4..])); break;
                default: throw new WireException("the server asks for another method of authentication");
            }
        }
    }

    private void Prove(string[] mechanisms)
    {
        if (!mechanisms.Contains(Scram)) throw new WireException("the server asks for another SASL mechanism");
        var offered = mechanisms.Contains(Scram + "-PLUS");
        var binding = offered && settings.ChannelBinding != ChannelBinding.Disable ? EndPoint() : null;
        var exchange = new ScramExchange(Password, "", ScramExchange.NewNonce())
        {
            // "y" lets the server see that somebody took its offer away.
            Gs2Header = binding is not null ? "p=tls-server-end-point,," : offered || settings.ChannelBinding == ChannelBinding.Disable || stream is not SslStream ? "n,," : "y,,",
            Binding = binding ?? [],
        };
        stream.Write(FrontendMessage.SaslInitialResponse(binding is null ? Scram : Scram + "-PLUS", exchange.First));
        stream.Write(FrontendMessage.SaslResponse(exchange.Final(Sasl(11))));
        exchange.Verify(Sasl(12));
    }

    /// <summary>AuthenticationSASLContinue is 11, AuthenticationSASLFinal 12.</summary>
    private string Sasl(int kind)
    {
        var message = Expect();
        return message.NumberAt(0) == kind ? Encoding.UTF8.GetString(message.Body.Span[4..]) : throw new WireException("the server's answer breaks SASL");
    }

    /// <summary>The hash of the server's certificate, by the algorithm of its signature, or SHA-256 where that is a weak one (RFC 5929, 4.1).</summary>
    private byte[]? EndPoint()
    {
        if ((stream as SslStream)?.RemoteCertificate is not X509Certificate2 certificate) return null;
        var signature = certificate.SignatureAlgorithm.FriendlyName ?? "";
        foreach (var (known, algorithm) in EndPointHashes)
            if (signature.StartsWith(known, StringComparison.OrdinalIgnoreCase)) return CryptographicOperations.HashData(algorithm, certificate.RawData);
        return null;
    }

    // AuthenticationMD5Password in protocol-message-formats.
    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "the server asks for it")]
    private string Md5(ReadOnlyMemory<byte> salt)
    {
        var inner = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(Password + settings.Username)));
        return "md5" + Convert.ToHexStringLower(MD5.HashData([.. Encoding.UTF8.GetBytes(inner), .. salt.Span]));
    }

    private BackendMessage Expect()
    {
        var message = read();
        return message.Type == BackendMessage.Authentication ? message : throw new WireException("the server does not speak protocol 3.0");
    }
}
