using System.Text;

namespace PgClone.Postgres.Connect;

/// <summary>libpq's password file (https://www.postgresql.org/docs/current/libpq-pgpass.html).</summary>
public static class PasswordFile
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>The password file: the parameter <c>passfile</c> if set, else <c>~/.pgpass</c>.</summary>
    public static string PathOf(ConnectionParameters parameters, ConnectionSurroundings surroundings) =>
        parameters["passfile"] ?? Path.Combine(surroundings.HomeDirectory, ".pgpass");

    /// <summary>True when group or others may do anything with the file; libpq does not use such a file.</summary>
    public static bool IsOpenToOthers(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0;

    /// <summary>The password of the first line that matches; null when none does.</summary>
    public static string? Find(string text, ConnectionParameters parameters)
    {
        string[] wanted = [HostOf(parameters), parameters["port"] ?? "5432", parameters["dbname"] ?? "", parameters["user"] ?? ""];
        foreach (var line in text.Split('\n').Select(l => l.TrimEnd('\r')).Where(l => !l.StartsWith('#')))
        {
            var fields = Fields(line);
            if (fields.Count >= 5 && wanted.Index().All(w => fields[w.Index] is "*" || Unescape(fields[w.Index]) == w.Item))
                return Unescape(fields[4]);
        }

        return null;
    }

    // A socket in the default directory is looked up as localhost.
    private static string HostOf(ConnectionParameters parameters) =>
        (parameters["host"] ?? parameters["hostaddr"]) is { } host && host != ConnectionSettings.DefaultSocketDirectory
            ? host : "localhost";

    private static List<string> Fields(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        for (var i = 0; i < line.Length; i++)
        {
            // Escapes stay for now: an escaped star is no wildcard.
            if (line[i] == '\\' && i + 1 < line.Length) field.Append(line[i++]).Append(line[i]);
            else if (line[i] == ':' && fields.Count < 4) Next();
            else field.Append(line[i]);
        }

        Next();
        return fields;

        void Next()
        {
            fields.Add(field.ToString());
            field.Clear();
        }
    }

    private static string Unescape(string field)
    {
        var text = new StringBuilder();
        for (var i = 0; i < field.Length; i++)
        {
            if (field[i] == '\\' && i + 1 < field.Length) i++;
            text.Append(field[i]);
        }

        return text.ToString();
    }
}
