using System.Buffers.Binary;
using System.Text;

namespace PgClone.Postgres.Wire;

/// <summary>The messages that we send: protocol-message-formats in the manual.</summary>
internal static class FrontendMessage
{
    // PG_PROTOCOL(3, 0), CANCEL_REQUEST_CODE and NEGOTIATE_SSL_CODE (src/include/libpq/pqcomm.h).
    private const int ProtocolVersion = 3 << 16;
    private const int CancelCode = 80877102;
    private const int TlsCode = 80877103;

    public static byte[] Startup(IEnumerable<(string Name, string? Value)> parameters)
    {
        var texts = parameters.Where(parameter => !string.IsNullOrEmpty(parameter.Value)).Select(parameter => $"{parameter.Name}\0{parameter.Value}\0");
        return Untyped([.. Number(ProtocolVersion), .. Encoding.UTF8.GetBytes(string.Concat(texts)), 0]);
    }

    public static byte[] TlsRequest() => Untyped(Number(TlsCode));

    public static byte[] Cancel(int process, int key) => Untyped([.. Number(CancelCode), .. Number(process), .. Number(key)]);

    public static byte[] Query(string sql) => Typed('Q', [.. Encoding.UTF8.GetBytes(sql), 0]);

    /// <summary>PasswordMessage.</summary>
    public static byte[] Password(string password) => Typed('p', [.. Encoding.UTF8.GetBytes(password), 0]);

    public static byte[] SaslInitialResponse(string mechanism, string response)
    {
        var bytes = Encoding.UTF8.GetBytes(response);
        return Typed('p', [.. Encoding.UTF8.GetBytes(mechanism), 0, .. Number(bytes.Length), .. bytes]);
    }

    public static byte[] SaslResponse(string response) => Typed('p', Encoding.UTF8.GetBytes(response));

    public static byte[] Terminate() => Typed('X', []);

    private static byte[] Typed(char type, byte[] body) => [(byte)type, .. Untyped(body)];

    private static byte[] Untyped(byte[] body) => [.. Number(body.Length + sizeof(int)), .. body];

    private static byte[] Number(int number)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
