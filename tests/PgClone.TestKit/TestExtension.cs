namespace PgClone.TestKit;

/// <summary>
/// An extension with configuration tables, a sequence and a materialized view, in a directory of its own that databases of servers from 18 on can be told to look in. Disposing
/// removes the directory.
/// </summary>
public sealed class TestExtension : IDisposable
{
    private const string Control = """
        default_version = '1.0'
        relocatable = true
        """;

    // Its script puts rows into both tables: of one they are its own, of the other they are the user's from then on.
    private const string Script = """
        CREATE TABLE kinds (id int PRIMARY KEY, name text, is_user bool);
        CREATE TABLE settings (key text PRIMARY KEY, kind int REFERENCES kinds, value text);
        CREATE SEQUENCE numbers;
        INSERT INTO kinds VALUES (1, 'built in', false);
        INSERT INTO settings VALUES ('first', 1, 'of the script');
        SELECT nextval('numbers');
        CREATE MATERIALIZED VIEW summary AS SELECT key FROM settings;
        SELECT pg_catalog.pg_extension_config_dump('settings', '');
        SELECT pg_catalog.pg_extension_config_dump('kinds', 'WHERE is_user');
        SELECT pg_catalog.pg_extension_config_dump('numbers', '');
        SELECT pg_catalog.pg_extension_config_dump('summary', '');
        """;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("pgclone-extension-");

    /// <summary>Writes pgclone_conf, readable by the account of the server.</summary>
    public TestExtension()
    {
        var extensions = _directory.CreateSubdirectory("extension");
        File.WriteAllText(Path.Combine(extensions.FullName, "pgclone_conf.control"), Control);
        File.WriteAllText(Path.Combine(extensions.FullName, "pgclone_conf--1.0.sql"), Script);
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        const UnixFileMode Passable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        foreach (var file in extensions.GetFiles()) File.SetUnixFileMode(file.FullName, Readable);
        File.SetUnixFileMode(extensions.FullName, Readable | Passable);
        File.SetUnixFileMode(_directory.FullName, Readable | Passable);
    }

    /// <summary>Lets sessions that open from now on find it.</summary>
    public Task LetFindAsync(TestDatabase database) =>
        database.ExecuteAsync($"ALTER DATABASE {database.Name} SET extension_control_path TO '$system:{_directory.FullName}'", CancellationToken.None);

    /// <inheritdoc/>
    public void Dispose() => _directory.Delete(recursive: true);
}
