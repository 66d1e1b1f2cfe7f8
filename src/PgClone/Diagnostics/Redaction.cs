using System.Text.RegularExpressions;

namespace PgClone.Diagnostics;

/// <summary>
/// Takes passwords out of text before a person sees it: what a plan should never have held must not get into a log on top.
/// The length stays, so that a caret under the text still points where it did.
/// </summary>
public static partial class Redaction
{
    /// <summary>The text with the password of every connection URI and keyword string replaced by stars.</summary>
    public static string Apply(string text) =>
        PasswordKeyword().Replace(UriPassword().Replace(text, Stars), Stars);

    private static string Stars(Match match) => new('*', match.Length);

    [GeneratedRegex(@"(?<=://[^/\s:@?]*:)[^\s""]*(?=@)", RegexOptions.CultureInvariant)]
    private static partial Regex UriPassword();

    [GeneratedRegex(@"(?<=(?:sslpassword|password)\s*=\s*)(?:'(?:[^'\\]|\\.)*'|[^\s'""&]+)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PasswordKeyword();
}
