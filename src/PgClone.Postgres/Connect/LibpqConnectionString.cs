using System.Diagnostics.CodeAnalysis;
using System.Text;
using PgClone.Postgres.Text;

namespace PgClone.Postgres.Connect;

/// <summary>
/// Reads connection strings in both forms of libpq, <c>postgresql://user@host:port/dbname?keyword=value</c> and <c>keyword=value</c>
/// (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING). What is wrong is said without quoting values.
/// </summary>
public static class LibpqConnectionString
{
    private static readonly string[] Schemes = ["postgresql://", "postgres://"];

    /// <summary>The parameters of a connection string, or what is wrong with it.</summary>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out ConnectionParameters? parameters, [NotNullWhen(false)] out ConnectionProblem? problem)
    {
        try
        {
            var trimmed = text.Trim();
            var scheme = Array.Find(Schemes, s => trimmed.StartsWith(s, StringComparison.Ordinal));
            if (scheme is null && trimmed.Contains("://", StringComparison.Ordinal))
                throw Bad("the connection URI must start with postgresql://");
            parameters = scheme is null ? ParseKeywords(trimmed) : ParseUri(trimmed[scheme.Length..]);
            problem = null;
            return true;
        }
        catch (BadConnectionStringException e)
        {
            parameters = null;
            problem = e.Problem;
            return false;
        }
    }

    /// <summary>The parameters with one more, if libpq knows the keyword.</summary>
    internal static ConnectionParameters Set(ConnectionParameters parameters, string keyword, string value)
    {
        if (LibpqKeywords.All.Contains(keyword)) return parameters.With(keyword, value);
        var near = SimilarWord.Find(keyword, LibpqKeywords.All);
        throw Bad($"unknown connection parameter '{keyword}'", near is null ? null : $"did you mean '{near}'?");
    }

    private static ConnectionParameters ParseKeywords(string text)
    {
        var parameters = ConnectionParameters.Empty;
        var at = 0;
        while (SkipBlanks(text, ref at))
        {
            var start = at;
            while (at < text.Length && text[at] != '=' && !char.IsWhiteSpace(text[at])) at++;
            var keyword = text[start..at];
            // A word without '=' may be anything, a password with a blank in it too: it is not quoted.
            if (!SkipBlanks(text, ref at) || text[at] != '=')
                throw Bad("a '=' is missing after a keyword of the connection string",
                    "write keyword=value, with values that hold blanks in single quotes");
            at++;
            SkipBlanks(text, ref at);
            parameters = Set(parameters, keyword, ReadValue(text, ref at));
        }

        return parameters;
    }

    private static string ReadValue(string text, ref int at)
    {
        var quoted = at < text.Length && text[at] == '\'';
        if (quoted) at++;
        var value = new StringBuilder();
        while (at < text.Length && !(quoted ? text[at] == '\'' : char.IsWhiteSpace(text[at])))
        {
            if (text[at] == '\\' && at + 1 < text.Length) at++;
            value.Append(text[at++]);
        }

        if (quoted && at++ >= text.Length) throw Bad("a quoted value of the connection string does not end");
        return value.ToString();
    }

    private static bool SkipBlanks(string text, ref int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        return at < text.Length;
    }

    private static ConnectionParameters ParseUri(string rest)
    {
        var parameters = ConnectionParameters.Empty;
        var (beforeQuery, query) = Cut(rest, '?');
        var (authority, database) = Cut(beforeQuery, '/');
        var userEnd = authority.LastIndexOf('@');
        if (userEnd >= 0)
        {
            var (user, password) = Cut(authority[..userEnd], ':');
            parameters = Add(Add(parameters, "user", user), "password", password);
        }

        parameters = AddHosts(parameters, authority[(userEnd + 1)..]);
        parameters = Add(parameters, "dbname", database);
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (keyword, value) = Cut(pair, '=');
            // libpq takes ssl=true for sslmode=require, as JDBC URIs have it.
            var isJdbc = keyword == "ssl" && value == "true";
            parameters = Set(parameters, isJdbc ? "sslmode" : Decode(keyword), isJdbc ? "require" : Decode(value));
        }

        return parameters;
    }

    private static ConnectionParameters AddHosts(ConnectionParameters parameters, string authority)
    {
        if (authority.Length == 0) return parameters;
        var hosts = new List<string>();
        var ports = new List<string>();
        foreach (var one in authority.Split(','))
        {
            // An IPv6 address stands in brackets, since it holds colons itself.
            var addressEnd = one.StartsWith('[') ? one.IndexOf(']', StringComparison.Ordinal) : 0;
            if (addressEnd < 0) throw Bad("the ']' of an IPv6 address is missing in the connection URI");
            var (host, port) = addressEnd > 0 ? (one[1..addressEnd], one[(addressEnd + 1)..].TrimStart(':')) : Cut(one, ':');
            // Not quoted: after 'user:pass/word@host' the first half of the password stands where the port belongs.
            if (!port.All(char.IsAsciiDigit))
                throw Bad("the port of the connection URI is no number", "write a '/', '?' or '@' of the password as %2F, %3F or %40");
            hosts.Add(Decode(host));
            ports.Add(port);
        }

        parameters = Add(parameters, "host", string.Join(',', hosts), decode: false);
        return ports.TrueForAll(p => p.Length == 0) ? parameters : Add(parameters, "port", string.Join(',', ports), decode: false);
    }

    private static ConnectionParameters Add(ConnectionParameters parameters, string keyword, string value, bool decode = true) =>
        value.Length == 0 ? parameters : parameters.With(keyword, decode ? Decode(value) : value);

    private static (string Before, string After) Cut(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is >= 0 and var i ? (text[..i], text[(i + 1)..]) : (text, "");

    private static string Decode(string text)
    {
        for (var i = text.IndexOf('%', StringComparison.Ordinal); i >= 0; i = text.IndexOf('%', i + 1))
        {
            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                throw Bad("a '%' in the connection URI is not followed by two hexadecimal digits", "write a plain '%' as %25");
            if (text.AsSpan(i, 3) is "%00") throw Bad("the connection URI holds %00, which no parameter can hold");
        }

        return Uri.UnescapeDataString(text);
    }

    private static BadConnectionStringException Bad(string sentence, string? remedy = null) => new(new ConnectionProblem(sentence, remedy));
}
