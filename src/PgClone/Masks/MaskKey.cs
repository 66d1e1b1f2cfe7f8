using System.Security.Cryptography;
using System.Text;
using PgClone.Postgres.Sql;

namespace PgClone.Masks;

/// <summary>What becomes of the secret behind masks.key.</summary>
public static class MaskKey
{
    private const int BlockBytes = 64;

    /// <summary>The startup options that give a session of the source the padded keys.</summary>
    public static string StartupOptions(Secret key)
    {
        var bytes = Encoding.UTF8.GetBytes(key.Reveal());
        if (bytes.Length > BlockBytes) bytes = SHA256.HashData(bytes);
        return $"-c {Pseudonym.InnerSetting}={Pad(bytes, 0x36)} -c {Pseudonym.OuterSetting}={Pad(bytes, 0x5c)}";
    }

    /// <summary>Tells two keys apart without telling what they are: 8 hex digits.</summary>
    public static string Id(Secret key) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key.Reveal()), "pgclone/key-id"u8).AsSpan(0, 4));

    private static string Pad(byte[] key, byte pad)
    {
        var block = new byte[BlockBytes];
        key.CopyTo(block, 0);
        return Convert.ToHexStringLower([.. block.Select(value => (byte)(value ^ pad))]);
    }
}
