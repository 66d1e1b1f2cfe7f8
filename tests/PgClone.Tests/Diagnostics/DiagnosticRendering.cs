using PgClone.Diagnostics;
using Xunit;

namespace PgClone.Tests.Diagnostics;

public sealed class DiagnosticRendering
{
    private static string Render(string text, Diagnostic diagnostic) =>
        new DiagnosticText(new SourceTexts { Files = [new SourceText("a.yaml", text)] }).Render(diagnostic);

    private static Diagnostic Error(int line, int column, int length) => new()
    {
        Code = "PGC1203", Message = "mask 'email' cannot be used on app.orders.total (numeric)", Remedy = "use 'noise'",
        Location = new SourceLocation("a.yaml", line, column, length),
    };

    [Fact]
    public void The_line_is_shown_with_a_caret_and_the_remedy() => Assert.Equal(
        """
        a.yaml:2:10: error PGC1203: mask 'email' cannot be used on app.orders.total (numeric)
            2 |   total: email
              |          ^^^^^ use 'noise'

        """.ReplaceLineEndings("\n"),
        Render("a:\n  total: email\n", Error(2, 10, 5)));

    [Fact]
    public void A_tab_and_a_control_character_take_one_column() =>
        Assert.EndsWith("    1 |  x y\n      |    ^ use 'noise'\n", Render("\tx\u0001y", Error(1, 4, 1)), StringComparison.Ordinal);

    [Fact]
    public void What_has_no_place_is_said_without_a_line() => Assert.Equal(
        "warning PGC1203: mask 'email' cannot be used on app.orders.total (numeric)\n      use 'noise'\n",
        Render("", Error(1, 1, 1) with { Location = null, Severity = Severity.Warning }));

    [Fact]
    public void A_place_in_a_file_that_was_not_read_is_said_without_a_line() => Assert.Equal(
        "b.yaml:7:3: error PGC1203: mask 'email' cannot be used on app.orders.total (numeric)\n      use 'noise'\n",
        Render("", Error(1, 1, 1) with { Location = new SourceLocation("b.yaml", 7, 3, 1) }));

    [Theory]
    [InlineData("postgres://app:s3cret@h/db", "postgres://app:******@h/db")]
    [InlineData("postgres://app:s3/c@ret@h/db", "postgres://app:********@h/db")]
    [InlineData("host=h password=s3cret user=a", "host=h password=****** user=a")]
    [InlineData("PASSWORD = 's3 c\\'ret' user=a", "PASSWORD = *********** user=a")]
    [InlineData("postgres://h/db?password=s3cret&user=a", "postgres://h/db?password=******&user=a")]
    [InlineData("roles: { passwords: false }", "roles: { passwords: false }")]
    public void Passwords_are_starred_out(string text, string expected) => Assert.Equal(expected, Redaction.Apply(text));

    [Fact]
    public void Diagnostics_come_in_the_order_of_the_file_and_once()
    {
        var bag = new DiagnosticBag();
        bag.Add(Error(9, 1, 1));
        bag.Add(Error(2, 5, 1));
        bag.Add(Error(9, 1, 1));
        bag.Add(Error(2, 1, 1) with { Location = null });

        Assert.Equal([null, 2, 9], bag.InOrder().Select(d => d.Location?.Line));
    }

    [Theory]
    [InlineData("clnes", "did you mean 'clones'?")]
    [InlineData("tragets", "did you mean 'targets'?")]
    [InlineData("Clones", "did you mean 'clones'?")]
    [InlineData("zzz", "use one of clones, targets")]
    public void The_nearest_name_is_suggested(string word, string expected) => Assert.Equal(expected, NearestName.Suggest(word, ["clones", "targets"]));
}
