using PgClone.Postgres.Connect;
using Xunit;

namespace PgClone.Tests.Connect;

public sealed class ConnectionStrings
{
    private static string Read(string text)
    {
        Assert.True(LibpqConnectionString.TryParse(text, out var parameters, out var problem), problem?.Sentence);
        return string.Join(' ', parameters!.Keywords.Select(k => $"{k}={parameters[k]}"));
    }

    private static ConnectionProblem Refuse(string text)
    {
        Assert.False(LibpqConnectionString.TryParse(text, out _, out var problem));
        return problem!;
    }

    // The URIs are those of src/interfaces/libpq/t/001_uri.pl.
    [Theory]
    [InlineData("postgresql://uri-user:secret@host:12345/db", "dbname=db host=host password=secret port=12345 user=uri-user")]
    [InlineData("postgresql://uri-user@host/db", "dbname=db host=host user=uri-user")]
    [InlineData("postgresql://host:12345", "host=host port=12345")]
    [InlineData("postgresql://host/", "host=host")]
    [InlineData("postgresql:///db", "dbname=db")]
    [InlineData("postgresql://", "")]
    [InlineData("postgresql://uri%2Duser:secret@host/", "host=host password=secret user=uri-user")]
    [InlineData("postgres://host/db%2Fname", "dbname=db/name host=host")]
    [InlineData("postgresql://host?user=uri-user&port=12345", "host=host port=12345 user=uri-user")]
    [InlineData("postgresql://[2001:db8::1234]:5433/db", "dbname=db host=2001:db8::1234 port=5433")]
    [InlineData("postgresql://%2Fvar%2Flib/db", "dbname=db host=/var/lib")]
    [InlineData("postgresql:///db?host=/run", "dbname=db host=/run")]
    [InlineData("postgresql://host/db?ssl=true", "dbname=db host=host sslmode=require")]
    [InlineData("postgresql://a:1,b:2/db", "dbname=db host=a,b port=1,2")]
    [InlineData("postgresql://user:p%40ss%2Fw%3Ard@host/db", "dbname=db host=host password=p@ss/w:rd user=user")]
    public void A_URI_is_read_as_libpq_does(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("host=h port=1 dbname=d", "dbname=d host=h port=1")]
    [InlineData("  host = h   user = 'a b' ", "host=h user=a b")]
    [InlineData(@"user='it\'s' password=a\ b\\c", @"password=a b\c user=it's")]
    [InlineData("password='' user=a", "password= user=a")]
    [InlineData("", "")]
    public void A_keyword_string_is_read_as_libpq_does(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("host=h usr=a", "unknown connection parameter 'usr'", "did you mean 'user'?")]
    [InlineData("postgres://h/d?sslmod=require", "unknown connection parameter 'sslmod'", "did you mean 'sslmode'?")]
    [InlineData("host", "a '=' is missing after a keyword of the connection string", "write keyword=value, with values that hold blanks in single quotes")]
    [InlineData("user='a", "a quoted value of the connection string does not end", null)]
    [InlineData("mysql://h/d", "the connection URI must start with postgresql://", null)]
    [InlineData("postgres://h%2/d", "a '%' in the connection URI is not followed by two hexadecimal digits", "write a plain '%' as %25")]
    [InlineData("postgres://h%00/d", "the connection URI holds %00, which no parameter can hold", null)]
    [InlineData("postgres://[::1/d", "the ']' of an IPv6 address is missing in the connection URI", null)]
    [InlineData("postgres://u:p/w@h/d", "the port of the connection URI is no number", "write a '/', '?' or '@' of the password as %2F, %3F or %40")]
    public void A_bad_connection_string_is_explained_without_its_values(string text, string sentence, string? remedy) =>
        Assert.Equal(new ConnectionProblem(sentence, remedy), Refuse(text));

    [Fact]
    public void Parameters_print_without_their_password()
    {
        Assert.True(LibpqConnectionString.TryParse("postgres://prod:hunter2@db.example/app", out var parameters, out _));

        Assert.True(parameters!.HasPassword);
        Assert.Equal("prod@db.example:5432/app", parameters.ToString());
    }

    [Fact]
    public void A_reference_describes_itself_without_secrets()
    {
        Assert.Equal("prod@db.example:5432/app", new TextConnection("postgres://prod:hunter2@db.example/app").Describe());
        Assert.DoesNotContain("hunter2", new TextConnection("postgres://prod:hunter2@db.example/app").ToString(), StringComparison.Ordinal);
        Assert.Equal("command vault", new CommandConnection(["vault", "--token", "hunter2"]).Describe());
        Assert.Equal("environment variable PROD_URL", new EnvironmentConnection("PROD_URL").Describe());
    }

    [Fact]
    public void A_reference_survives_a_saved_plan()
    {
        ConnectionReference[] references = [new EnvironmentConnection("A"), new FileConnection("f"), new ServiceConnection("s"), new CommandConnection(["c", "a"]), new TextConnection("host=h")];

        var text = System.Text.Json.JsonSerializer.Serialize(references);

        Assert.Equal(references, System.Text.Json.JsonSerializer.Deserialize<ConnectionReference[]>(text));
    }
}
