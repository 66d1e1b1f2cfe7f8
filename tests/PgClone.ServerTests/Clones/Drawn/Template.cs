using CsCheck;

namespace PgClone.ServerTests.Clones.Drawn;

/// <summary>A statement with choices in braces: <c>{a|b}</c> is one of those, <c>{type}</c> one of the <see cref="Words"/>, which may have choices themselves.</summary>
internal static class Template
{
    /// <summary>What a word in braces stands for.</summary>
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["n"] = "{1|2|3|7|50}",
        ["role"] = "{random_a|random_b}",
        ["schema"] = "{s|\"Odd s\"}",
        ["table"] = "{s.keyed|s.plain|s.parted|s.parted_low|s.parent|s.child|\"Odd s\".\"T\"}",
        ["column"] = "{id|c0|c1|c2}",
        ["type"] = "{int|bigint|text|varchar(20)|numeric(12,2)|timestamptz|date|boolean|jsonb|uuid|text[]|int4range|bytea|interval|{made}}",
        ["made"] = "{s.colour|s.pair|s.short|s.span|s.colour[]|s.short[]}",
    };

    /// <summary>All that the statement can be.</summary>
    public static Gen<string> Of(string text)
    {
        var open = text.IndexOf('{', StringComparison.Ordinal);
        if (open < 0) return Gen.Const(text);
        var close = Closing(text, open);
        return Gen.Select(Choice(text[(open + 1)..close]), Of(text[(close + 1)..]), (chosen, rest) => text[..open] + chosen + rest);
    }

    /// <summary>One of the values, each as likely as the others.</summary>
    public static Gen<T> Among<T>(IReadOnlyList<T> values) => Gen.Int[0, values.Count - 1].Select(place => values[place]);

    private static Gen<string> Choice(string inside)
    {
        if (Words.TryGetValue(inside, out var word)) return Of(word);
        var choices = Alternatives(inside).Select(Of).ToArray();
        return choices.Length == 1 ? throw new InvalidOperationException($"no word is called {inside}") : Gen.OneOf(choices);
    }

    private static IEnumerable<string> Alternatives(string inside)
    {
        for (int from = 0, depth = 0, at = 0; at <= inside.Length; at++)
        {
            if (at == inside.Length || (inside[at] == '|' && depth == 0))
            {
                yield return inside[from..at];
                from = at + 1;
            }
            else depth += inside[at] switch { '{' => 1, '}' => -1, _ => 0 };
        }
    }

    private static int Closing(string text, int open)
    {
        var depth = 0;
        for (var at = open; ; at++)
        {
            depth += text[at] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0) return at;
        }
    }
}
