using CsCheck;
using PgClone.Plans;
using Xunit;

namespace PgClone.Tests.Plans;

public sealed class MutatedPlans
{
    private static readonly string[] Fragments =
    [
        "", " ", "\n", "\t", "\r", "\r\n", ":", ": ", "- ", "[", "]", "{", "}", "{{", "}}", "{{ days }}", "{{ mask_key }}", "'", "\"", "!", "!a!b", "*x", "&x", "#", "|", ">",
        "---", "...", "%", "@", "`", "? ", "<<: ", "null", "true", "12345678901234567890", "1e400", "\\", "\0", "\u2028", "\ud83d", "x-", "postgres://u:p@h/d", ",", "~",
    ];

    private static readonly Gen<(int At, int Length, int Fragment)> Mutation =
        Gen.Select(Gen.Int[0, PlanTexts.Complete.Length], Gen.Int[0, 12], Gen.Int[0, Fragments.Length - 1]);

    [Fact]
    public void A_mutated_plan_never_throws_and_what_is_said_points_into_the_file() =>
        Mutation.Array[1, 4].Sample(mutations => PointsIntoTheFile(Mutate(mutations)), iter: 3000);

    private static string Mutate((int At, int Length, int Fragment)[] mutations)
    {
        var text = PlanTexts.Complete;
        foreach (var (at, length, fragment) in mutations)
        {
            var start = Math.Min(at, text.Length);
            text = text[..start] + Fragments[fragment] + text[Math.Min(start + length, text.Length)..];
        }

        return text;
    }

    private static void PointsIntoTheFile(string text)
    {
        var reading = ClonePlanReader.Read("plan.pgclone.yaml", text, PlanTexts.Inputs());

        Assert.Equal(reading.Plan is null, reading.Diagnostics.Count > 0);
        Assert.NotNull(reading.Render());
        foreach (var diagnostic in reading.Diagnostics)
        {
            var location = Assert.NotNull(diagnostic.Location);
            var line = reading.Sources.LineOf(location)!;
            Assert.InRange(location.Column, 1, line.Length + 1);
            Assert.InRange(location.Column + location.Length, 2, Math.Max(line.Length + 1, location.Column + 1));
        }
    }
}
