using System.Text;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace PgClone.Plans;

/// <summary>A pattern over names: * for any text, ? for one character, [ab] for one of several, [!ab] for none of them. Case matters.</summary>
[JsonConverter(typeof(GlobJsonConverter))]
public sealed class Glob : IEquatable<Glob>
{
    private readonly Regex _expression;

    /// <summary>Compiles a pattern. A bracket that is never closed stands for itself.</summary>
    public Glob(string pattern)
    {
        Pattern = pattern;
        var expression = new StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            var close = pattern[i] == '[' ? pattern.IndexOf(']', i + 1) : -1;
            if (close > i + 1)
            {
                var set = pattern[(i + 1)..close];
                expression.Append(set[0] == '!' ? "[^" : "[").Append(Regex.Escape(set.TrimStart('!')).Replace("]", "\\]", StringComparison.Ordinal)).Append(']');
                i = close;
                continue;
            }

            expression.Append(pattern[i] switch { '*' => ".*", '?' => ".", var other => Regex.Escape(other.ToString()) });
        }

        _expression = new(expression.Append('$').ToString(), RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    /// <summary>The pattern as written.</summary>
    public string Pattern { get; }

    /// <summary>True when only one name fits it.</summary>
    public bool IsName => Pattern.AsSpan().IndexOfAny('*', '?', '[') < 0;

    /// <summary>True for <c>*</c>, which every name fits.</summary>
    public bool TakesEverything => Pattern == "*";

    /// <summary>True when the whole name fits the pattern.</summary>
    public bool Matches(string name) => _expression.IsMatch(name);

    /// <inheritdoc/>
    public bool Equals(Glob? other) => other?.Pattern == Pattern;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Glob);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Pattern);

    /// <inheritdoc/>
    public override string ToString() => Pattern;
}
