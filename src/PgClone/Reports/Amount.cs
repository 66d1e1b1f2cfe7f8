using System.Globalization;

namespace PgClone.Reports;

/// <summary>Numbers for people.</summary>
public static class Amount
{
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB", "PB"];

    /// <summary>Bytes in decimal units: 18.4 GB.</summary>
    public static string Bytes(long bytes)
    {
        var (value, unit) = ((double)bytes, 0);
        while (value >= 999.5 && unit < Units.Length - 1) (value, unit) = (value / 1000, unit + 1);
        return value.ToString(unit == 0 || value >= 99.5 ? "0" : "0.0", CultureInfo.InvariantCulture) + " " + Units[unit];
    }

    /// <summary>A count with separators: 1,204,331.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count and its noun, in the plural where it must be: 1 table, 2 tables, 3 indexes.</summary>
    public static string Of(long count, string noun) => $"{Count(count)} {(count == 1 ? noun : Plural(noun))}";

    /// <summary>A time: 0.4 s, 12 s, 3 min 20 s, 2 h 5 min.</summary>
    public static string Time(TimeSpan time) => time switch
    {
        { TotalSeconds: < 10 } => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
        { TotalHours: < 1 } => $"{time.Minutes} min {time.Seconds} s",
        _ => $"{(long)time.TotalHours} h {time.Minutes} min",
    };

    private static string Plural(string noun) => noun switch
    {
        "statistics" => noun,
        _ when noun.EndsWith('x') || noun.EndsWith('s') => noun + "es",
        _ when noun.EndsWith('y') => noun[..^1] + "ies",
        _ => noun + "s",
    };
}
