using System.Globalization;

namespace PgClone.Cli.Arguments;

/// <summary>Reads counts of bytes as people write them.</summary>
internal static class ByteCount
{
    private static readonly (string Unit, long Bytes)[] Units = [("kB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("B", 1)];

    /// <summary>The bytes of a whole number with a decimal unit, such as 20MB, or without one; null for anything else.</summary>
    public static long? Parse(string text)
    {
        var (unit, bytes) = Units.FirstOrDefault(known => text.EndsWith(known.Unit, StringComparison.OrdinalIgnoreCase), ("", 1));
        var isNumber = long.TryParse(text[..^unit.Length].TrimEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return isNumber && number <= long.MaxValue / bytes ? number * bytes : null;
    }
}
