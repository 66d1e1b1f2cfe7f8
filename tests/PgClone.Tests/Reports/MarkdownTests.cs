using PgClone.Reports;
using Xunit;

namespace PgClone.Tests.Reports;

public sealed class MarkdownTests
{
    [Theory]
    [InlineData("app.orders", "`app.orders`")]
    [InlineData("a`b", "``a`b``")]
    [InlineData("`a``b", "``` `a``b ```")]
    [InlineData("two\r\nlines", "`two⏎lines`")]
    public void A_name_is_code_whatever_it_is(string name, string expected) => Assert.Equal(expected, Markdown.Code(name));

    [Fact]
    public void A_sentence_means_nothing_but_what_it_says() =>
        Assert.Equal("\\*b\\* \\<i\\> \\[x\\](y) @<!-- -->all \\#1 a\\_b", Markdown.Text("*b* <i> [x](y) @all #1 a_b"));

    [Theory]
    [InlineData("SELECT 1", "```")]
    [InlineData("-- ```sql\nSELECT 1\n-- ```", "````")]
    [InlineData("````` five", "``````")]
    public void A_fence_is_longer_than_any_in_the_definition(string content, string fence) => Assert.Equal(fence, Markdown.Fence(content));

    [Fact]
    public void What_fits_is_shown_whole()
    {
        var comment = new MarkdownComment([MarkdownSection.Kept("# Title\n"), MarkdownSection.Of("Empty", []), MarkdownSection.Of("Some", [new("- a\n"), new("- b\n")])]);

        Assert.Equal("# Title\n\n### Some\n\n- a\n- b\n", comment.Render());
    }

    [Fact]
    public void What_destroys_is_never_cut_and_the_rest_only_as_far_as_there_is_room()
    {
        var many = Enumerable.Range(0, 3000).ToList();
        var comment = new MarkdownComment(
        [
            MarkdownSection.Of("Only in the source", many.Select(n => new MarkdownItem($"- table app.a_table_with_a_long_name_{n}\n"))),
            MarkdownSection.Block("Objects", many.Select(n => new MarkdownItem(n % 10 == 0 ? $"- drop table t{n}\n" : $"+ index of some length i{n}\n") { IsKept = n % 10 == 0 })),
        ]).Render();

        Assert.InRange(comment.Length, 60_000, MarkdownComment.Limit - 1);
        Assert.All(many.Where(n => n % 10 == 0), n => Assert.Contains($"- drop table t{n}\n", comment, StringComparison.Ordinal));
        Assert.Contains("- table app.a_table_with_a_long_name_0\n", comment, StringComparison.Ordinal);
        Assert.Matches("_1,[0-9]{3} more are left out here: the text form has all._", comment);
        Assert.Equal(2, comment.Split('\n').Count(line => line.StartsWith("```", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_definition_without_room_is_named_at_least()
    {
        var item = new MarkdownItem(new string('x', 70_000)) { Brief = "`view v`: too long to show here\n" };

        var comment = new MarkdownComment([MarkdownSection.Of("Changed", [item, new("`view w`\n")])]).Render();

        Assert.Equal("\n### Changed\n\n`view v`: too long to show here\n`view w`\n", comment);
    }

    [Fact]
    public void Destruction_alone_may_be_longer_than_a_comment()
    {
        var lines = Enumerable.Range(0, 5000).Select(n => new MarkdownItem($"- drop table app.t{n}\n") { IsKept = true }).ToList();

        var comment = new MarkdownComment([MarkdownSection.Of("Destroys", lines), MarkdownSection.Of("Else", [new("- more\n")])]).Render();

        Assert.All(lines, line => Assert.Contains(line.Full, comment, StringComparison.Ordinal));
        Assert.EndsWith("_1 more is left out here: the text form has all._\n", comment, StringComparison.Ordinal);
    }
}
