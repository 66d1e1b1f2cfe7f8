using PgClone.Postgres.Catalog.Access;
using PgClone.Postgres.Catalog.Schema;
using PgClone.Postgres.Sql;
using Xunit;

namespace PgClone.Tests.Catalog;

/// <summary>The statements between two states of owner and privileges.</summary>
public sealed class AccessChanges
{
    private static readonly SchemaObject App = new() { Identity = new("schema", null, "app") };

    [Fact]
    public void Equal_access_needs_nothing() =>
        Assert.Empty(Between([Usage("a")], [Usage("a")]));

    [Fact]
    public void One_statement_says_all_that_a_role_gets() =>
        Assert.Equal(
            ["GRANT CREATE, USAGE ON SCHEMA app TO a", "GRANT USAGE ON SCHEMA app TO b WITH GRANT OPTION"],
            Between([], [Usage("a"), new() { Grantee = "a", Word = "CREATE" }, Usage("b") with { Grantable = true }]));

    [Fact]
    public void What_goes_goes_first() =>
        Assert.Equal(["REVOKE USAGE ON SCHEMA app FROM a", "GRANT USAGE ON SCHEMA app TO PUBLIC"], Between([Usage("a")], [Usage("")]));

    [Fact]
    public void A_grant_option_on_top_takes_nothing_away() =>
        Assert.Equal(["GRANT USAGE ON SCHEMA app TO a WITH GRANT OPTION"], Between([Usage("a")], [Usage("a") with { Grantable = true }]));

    [Fact]
    public void What_rests_on_a_grant_option_that_goes_is_taken_before_and_granted_anew()
    {
        var kept = Usage("c") with { Grantor = "b" };

        Assert.Equal(
            [
                "SET ROLE b", "REVOKE USAGE ON SCHEMA app FROM c", "RESET ROLE",
                "SET ROLE a", "REVOKE USAGE ON SCHEMA app FROM b", "RESET ROLE",
                "REVOKE USAGE ON SCHEMA app FROM a",
                "GRANT USAGE ON SCHEMA app TO b WITH GRANT OPTION",
                "SET ROLE b", "GRANT USAGE ON SCHEMA app TO c", "RESET ROLE",
            ],
            Between(
                [Usage("a") with { Grantable = true }, Usage("b") with { Grantable = true, Grantor = "a" }, kept],
                [Usage("b") with { Grantable = true }, kept]));
    }

    [Fact]
    public void A_new_owner_has_as_the_owner_what_was_granted_to_it() =>
        Assert.Equal(
            ["ALTER SCHEMA app OWNER TO a", "GRANT USAGE ON SCHEMA app TO b"],
            Change(new("old", Of([Usage("a")])), new("a", Of([Usage("b")]))));

    [Fact]
    public void The_owner_is_named_where_it_loses_something() =>
        Assert.Equal(
            ["REVOKE CREATE ON SCHEMA app FROM \"The owner\""],
            Change(new("The owner", Privileges.Default), new("The owner", Privileges.Of([], [new() { Grantee = null, Word = "CREATE" }]))));

    [Fact]
    public void Who_gains_is_told() =>
        Assert.Equal(
            [Hazard.None, Hazard.WidensPrivileges],
            App.ChangeAccess(new("o", Of([Usage("a")])), new("o", Of([Usage("b")]))).Select(statement => statement.Hazard));

    private static Privilege Usage(string grantee) => new() { Grantee = grantee, Word = "USAGE" };

    private static Privileges Of(IEnumerable<Privilege> granted) => Privileges.Of(granted, []);

    private static IEnumerable<string> Between(IEnumerable<Privilege> before, IEnumerable<Privilege> after) =>
        Change(new("o", Of(before)), new("o", Of(after)));

    private static IEnumerable<string> Change(ObjectAccess before, ObjectAccess after) => App.ChangeAccess(before, after).Select(statement => statement.Sql);
}
