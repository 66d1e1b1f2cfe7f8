using System.Globalization;
using Npgsql;
using PgClone.Postgres.Text;

namespace PgClone.Postgres.Connect;

/// <summary>Turns parameters of libpq into those of Npgsql. What Npgsql cannot promise is refused, never dropped.</summary>
internal static class ConnectionSettings
{
    /// <summary>Where Debian and Red Hat put the server's socket.</summary>
    public const string DefaultSocketDirectory = "/var/run/postgresql";

    private const int LongestTimeoutSeconds = 1024;

    private static readonly Dictionary<string, SslMode> SslModes = new(StringComparer.Ordinal)
    {
        ["disable"] = SslMode.Disable, ["allow"] = SslMode.Allow, ["prefer"] = SslMode.Prefer, ["require"] = SslMode.Require,
        ["verify-ca"] = SslMode.VerifyCA, ["verify-full"] = SslMode.VerifyFull,
    };

    public static NpgsqlConnectionStringBuilder For(ConnectionParameters parameters)
    {
        if (parameters.Keywords.FirstOrDefault(LibpqKeywords.Refused.Contains) is { } refused)
            throw Bad($"the connection parameter '{refused}' is not supported yet", "leave it out, if the connection is safe without it");
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = HostOf(parameters),
            Port = Number(parameters, "port", 1, ushort.MaxValue) ?? 5432,
            Username = parameters["user"],
            Database = parameters["dbname"] ?? parameters["user"],
            Password = parameters["password"],
            ApplicationName = parameters["application_name"] ?? parameters["fallback_application_name"] ?? "pgclone",
            Options = parameters["options"],
        };
        if (Number(parameters, "connect_timeout", 0, int.MaxValue) is { } seconds)
            builder.Timeout = Math.Min(seconds, LongestTimeoutSeconds);
        // Zero is the default: that of Database, for it is shorter than the two hours of most systems.
        if (Number(parameters, "keepalives_idle", 0, int.MaxValue) is { } idle) builder.TcpKeepAliveTime = idle;
        if (Number(parameters, "keepalives_interval", 0, int.MaxValue) is { } interval) builder.TcpKeepAliveInterval = interval;
        if (parameters["krbsrvname"] is { } service) builder.KerberosServiceName = service;
        if (parameters["require_auth"] is { } methods) builder.RequireAuth = methods;
        if (parameters["channel_binding"] is not null) builder.ChannelBinding = Choice<ChannelBinding>(parameters, "channel_binding");
        if (parameters["gssencmode"] is not null) builder.GssEncryptionMode = Choice<GssEncryptionMode>(parameters, "gssencmode");
        if (parameters["sslnegotiation"] is not null) builder.SslNegotiation = Choice<SslNegotiation>(parameters, "sslnegotiation");
        SetTls(builder, parameters);
        return builder;
    }

    private static void SetTls(NpgsqlConnectionStringBuilder builder, ConnectionParameters parameters)
    {
        var root = parameters["sslrootcert"];
        var mode = parameters["sslmode"] ?? (root == "system" ? "verify-full" : "prefer");
        if (!SslModes.TryGetValue(mode, out var sslMode))
            throw Bad($"sslmode cannot be '{mode}'", Suggest(mode, [.. SslModes.Keys]));
        if (root == "system" && sslMode != SslMode.VerifyFull) throw Bad("sslrootcert=system needs sslmode=verify-full");
        // With a root certificate at hand, libpq verifies under require too (libpq-ssl in the manual).
        builder.SslMode = sslMode == SslMode.Require && root is not null ? SslMode.VerifyCA : sslMode;
        // Npgsql trusts the system's certificates unless another is named.
        if (root is not (null or "system")) builder.RootCertificate = root;
        if (parameters["sslcert"] is { } certificate) builder.SslCertificate = certificate;
        if (parameters["sslkey"] is { } key) builder.SslKey = key;
        if (parameters["sslpassword"] is { } password) builder.SslPassword = password;
    }

    private static string HostOf(ConnectionParameters parameters)
    {
        var (host, address) = (parameters["host"], parameters["hostaddr"]);
        if (host is not null && address is not null) throw Bad("'host' and 'hostaddr' together are not supported yet", "keep one of them");
        if ((host ?? address) is not { } only) return Directory.Exists(DefaultSocketDirectory) ? DefaultSocketDirectory : "localhost";
        return only.Contains(',', StringComparison.Ordinal)
            ? throw Bad("the connection names several hosts", "a clone reads and writes one server: keep one host") : only;
    }

    private static int? Number(ConnectionParameters parameters, string keyword, int min, int max)
    {
        if (parameters[keyword] is not { } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number : throw Bad($"'{keyword}' is no whole number from {min} to {max}");
    }

    private static T Choice<T>(ConnectionParameters parameters, string keyword)
        where T : struct, Enum
    {
        var text = parameters[keyword]!;
        var words = Enum.GetNames<T>().Select(n => n.ToLowerInvariant()).ToList();
        return words.Contains(text) ? Enum.Parse<T>(text, ignoreCase: true)
            : throw Bad($"{keyword} cannot be '{text}'", Suggest(text, words));
    }

    private static string Suggest(string word, List<string> words) =>
        SimilarWord.Find(word, words) is { } near ? $"did you mean '{near}'?" : $"use one of {string.Join(", ", words)}";

    private static BadConnectionStringException Bad(string sentence, string? remedy = null) => new(new ConnectionProblem(sentence, remedy));
}
