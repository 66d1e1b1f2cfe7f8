using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Sql;

namespace PgClone.Execution;

/// <summary>
/// Runs a statement that holds values nobody may see. DDL takes no parameters, and its text is seen in pg_stat_activity and the server's log; so the
/// values go to the server as a parameter, into a setting of the transaction, and the text is put together there.
/// </summary>
internal static class SecretStatement
{
    private const string Setting = "pgclone.secrets";

    /// <summary>The commands, for one batch in one transaction.</summary>
    /// <exception cref="InvalidOperationException">The source has no such value; who saved the statement had to look for it before.</exception>
    public static IEnumerable<NpgsqlBatchCommand> Commands(Statement statement, CatalogSecrets secrets)
    {
        var (format, names) = SecretPlace.ToFormat(statement.Sql);
        var values = names.Select(name => secrets.Find(statement.SecretsOf!, name)?.Reveal() ?? throw new InvalidOperationException($"{statement.SecretsOf} has no {name}"));
        yield return Set(JsonSerializer.Serialize(values));
        yield return new($"DO {Literal.Quote(Block(format))}");
        yield return Set("");
    }

    private static NpgsqlBatchCommand Set(string value) => new($"SELECT pg_catalog.set_config('{Setting}', $1, true)")
    {
        Parameters = { new() { Value = value, NpgsqlDbType = NpgsqlDbType.Text } },
    };

    /// <summary>
    /// An error inside would be logged with the text as its context, so it is raised again without. Its words may repeat a value, as those about a bad
    /// option or connection string do; only the classes that speak of names, rights and the server's state are passed on.
    /// </summary>
    private static string Block(string format) => $"""
        DECLARE
            words pg_catalog.text;
        BEGIN
            EXECUTE pg_catalog.format({Literal.Quote(format)}, VARIADIC ARRAY(
                SELECT v.value FROM pg_catalog.jsonb_array_elements_text(pg_catalog.current_setting('{Setting}')::pg_catalog.jsonb)
                    WITH ORDINALITY AS v(value, place) ORDER BY v.place));
        EXCEPTION WHEN query_canceled OR assert_failure OR OTHERS THEN
            words := CASE WHEN (SQLSTATE ~ '^(08|28|3F|40|42|53|54|55|57)' AND SQLSTATE <> '42601') OR SQLSTATE = 'HV00D' THEN SQLERRM
                          ELSE 'the server refuses the statement; its words may repeat a hidden value and are left out' END;
            RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = words;
        END
        """;
}
