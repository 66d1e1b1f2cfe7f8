using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PgClone.Postgres.Wire;

/// <summary>
/// The client's side of SCRAM-SHA-256 (RFC 5802, RFC 7677; sasl-authentication in the manual), which proves to know the password, and sees that
/// the server knows it too.
/// </summary>
/// <param name="password">The password.</param>
/// <param name="user">The name in the exchange; the server goes by that of the startup message.</param>
/// <param name="nonce">Printable ASCII without commas, never used before.</param>
public sealed class ScramExchange(string password, string user, string nonce)
{
    private string _expected = "";

    /// <summary>Says which channel binding is meant: "n,," for none, "y,," for none because the server offers none.</summary>
    public string Gs2Header { get; init; } = "n,,";

    /// <summary>What binds the exchange to the channel (RFC 5929); empty for none.</summary>
    public byte[] Binding { get; init; } = [];

    /// <summary>client-first-message.</summary>
    public string First => Gs2Header + FirstBare;

    private string FirstBare => $"n={user},r={nonce}";

    /// <summary>A nonce for an exchange.</summary>
    public static string NewNonce() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));

    /// <summary>client-final-message, in answer to server-first-message.</summary>
    /// <exception cref="WireException">The server's message is no answer to ours.</exception>
    public string Final(string serverFirst)
    {
        if (serverFirst.Split(',') is not [['r', '=', .. var both], ['s', '=', .. var salt], ['i', '=', .. var count], ..] || !both.StartsWith(nonce, StringComparison.Ordinal)
            || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var iterations))
            throw new WireException("the server's answer breaks SCRAM-SHA-256");
        var withoutProof = $"c={Convert.ToBase64String([.. Encoding.UTF8.GetBytes(Gs2Header), .. Binding])},r={both}";
        var message = $"{FirstBare},{serverFirst},{withoutProof}";
        var salted = Rfc2898DeriveBytes.Pbkdf2(Prepared, Convert.FromBase64String(salt), iterations, HashAlgorithmName.SHA256, 32);
        var clientKey = Hmac(salted, "Client Key");
        var signature = Hmac(SHA256.HashData(clientKey), message);
        _expected = "v=" + Convert.ToBase64String(Hmac(Hmac(salted, "Server Key"), message));
        return $"{withoutProof},p={Convert.ToBase64String([.. clientKey.Zip(signature, (key, sign) => (byte)(key ^ sign))])}";
    }

    /// <summary>Looks at server-final-message.</summary>
    /// <exception cref="WireException">The server does not know the password.</exception>
    public void Verify(string serverFinal)
    {
        if (_expected.Length == 0 || serverFinal.Split(',')[0] != _expected) throw new WireException("the server could not prove that it knows the password");
    }

    // SASLprep is NFKC and the refusal of what no password holds (RFC 4013).
    private string Prepared => Ascii.IsValid(password) ? password : password.Normalize(NormalizationForm.FormKC);

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
