using PgClone.Postgres.Wire;
using Xunit;

namespace PgClone.Tests.Wire;

/// <summary>The example of RFC 7677, section 3.</summary>
public sealed class ScramExchangeTests
{
    private const string ServerFirst = "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";

    private readonly ScramExchange _exchange = new("pencil", "user", "rOprNGfwEbeRWgbNEkqO");

    [Fact]
    public void The_example_of_the_RFC_is_answered_as_there()
    {
        Assert.Equal("n,,n=user,r=rOprNGfwEbeRWgbNEkqO", _exchange.First);
        Assert.Equal("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=", _exchange.Final(ServerFirst));
        _exchange.Verify("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
    }

    [Fact]
    public void A_server_that_does_not_know_the_password_is_found_out()
    {
        _exchange.Final(ServerFirst);

        Assert.Throws<WireException>(() => _exchange.Verify("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G5="));
        Assert.Throws<WireException>(() => _exchange.Verify("e=other-error"));
    }

    [Theory]
    [InlineData("r=another,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,i=4096")]
    [InlineData("e=invalid-proof")]
    public void What_is_no_answer_to_us_is_refused(string serverFirst) => Assert.Throws<WireException>(() => _exchange.Final(serverFirst));
}
