using System.Reflection;
using PgClone.Diagnostics;
using Xunit;

namespace PgClone.Tests.Diagnostics;

public sealed class DiagnosticCodeRegistry
{
    private static readonly List<string> Codes =
        [.. typeof(DiagnosticCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!)];

    [Fact]
    public void Every_code_is_given_once() => Assert.Equal(Codes.Distinct(StringComparer.Ordinal), Codes);

    [Fact]
    public void Every_code_has_four_digits() => Assert.All(Codes, code => Assert.Matches("^PGC[0-9]{4}$", code));

    [Fact]
    public void Every_code_is_explained_in_a_sentence()
    {
        Assert.Equal(Codes.Order(StringComparer.Ordinal), DiagnosticCodes.Explanations.Keys.Order(StringComparer.Ordinal));
        Assert.All(DiagnosticCodes.Explanations.Values, sentence => Assert.Matches(@"^[A-Z'].+\.$", sentence));
    }
}
