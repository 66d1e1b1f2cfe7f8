using System.Numerics;
using System.Text.RegularExpressions;

namespace PgClone.Postgres.Catalog.Table;

/// <summary>What rows a partition takes, as pg_get_expr prints it. It knows no types: values are alike where their texts are.</summary>
public static partial class PartitionBound
{
    /// <summary>
    /// True when no partitioned table can have both, as far as texts tell: a value in two lists, two ranges with one end in common, two remainders that meet,
    /// or two defaults (check_new_partition_bound in src/backend/partitioning/partbounds.c). False says nothing of ranges whose ends differ.
    /// </summary>
    public static bool MustOverlap(string one, string other)
    {
        if (one == other) return true;
        var (left, right) = (Whole().Match(one), Whole().Match(other));
        if (!left.Success || !right.Success) return false;
        return (left.Groups["list"].Success && right.Groups["list"].Success && Values(left.Groups["list"].Value).Intersect(Values(right.Groups["list"].Value)).Any())
            || (left.Groups["from"].Success && right.Groups["from"].Success && (Same("from") || Same("to")))
            || (left.Groups["modulus"].Success && right.Groups["modulus"].Success && RemaindersMeet(left, right));

        bool Same(string end) => left.Groups[end].Value == right.Groups[end].Value;
    }

    private static bool RemaindersMeet(Match left, Match right)
    {
        var common = BigInteger.GreatestCommonDivisor(Number(left, "modulus"), Number(right, "modulus"));
        return Number(left, "remainder") % common == Number(right, "remainder") % common;
    }

    private static BigInteger Number(Match match, string group) => BigInteger.Parse(match.Groups[group].Value, System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<string> Values(string list) => Value().Matches(list).Select(match => match.Value);

    [GeneratedRegex(
        @"\AFOR VALUES (?:IN \((?<list>.*)\)|FROM \((?<from>.*)\) TO \((?<to>.*)\)"
        + @"|WITH \(modulus (?<modulus>\d+), remainder (?<remainder>\d+)\))\z", RegexOptions.Singleline)]
    private static partial Regex Whole();

    [GeneratedRegex(@"'(?:[^']|'')*'|[^', ]+")]
    private static partial Regex Value();
}
