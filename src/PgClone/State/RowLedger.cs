using System.Globalization;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Sql;

namespace PgClone.State;

/// <summary>
/// The part of the ledger that is about rows: for each table, which rows of the source it was found to hold, or given, and by which transactions. An entry is
/// gone before a run changes its table, and comes again in the transactions that do.
/// </summary>
public static class RowLedger
{
    // Parts of a table commit by themselves; the entry is whole when none is missing.
    internal static readonly Statement Layout = """
        CREATE TABLE IF NOT EXISTS pgclone.rows (
            schema pg_catalog.text NOT NULL,
            name pg_catalog.text NOT NULL,
            rows pg_catalog.int8 NOT NULL,
            origin pg_catalog.jsonb NOT NULL,
            system pg_catalog.text NOT NULL,
            database pg_catalog.oid NOT NULL,
            file pg_catalog.jsonb NOT NULL,
            since pg_catalog.xid8,
            written pg_catalog.xid8[] NOT NULL,
            missing pg_catalog.int4 NOT NULL,
            PRIMARY KEY (schema, name))
        """;

    internal const string Query = """
        SELECT schema, name, rows, origin::pg_catalog.text AS origin, system, database, file::pg_catalog.text AS file, since::pg_catalog.text AS since,
               written::pg_catalog.text[] AS written
        FROM pgclone.rows WHERE missing = 0
        """;

    internal static async Task<Dictionary<QualifiedName, KnownRows>> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var known = new Dictionary<QualifiedName, KnownRows>();
        while (await reader.ReadAsync(cancellation))
        {
            // What somebody wrote there by hand proves nothing.
            if (Parsed<RowOrigin>(reader.GetString(3)) is not { Moment: not null } origin) continue;
            known[new(reader.GetString(0), reader.GetString(1))] = new()
            {
                Rows = reader.GetInt64(2),
                Origin = origin,
                System = reader.GetString(4),
                Database = reader.GetFieldValue<uint>(5),
                File = Parsed<TableFile>(reader.GetString(6)),
                Since = await reader.IsDBNullAsync(7, cancellation) ? null : Number(reader.GetString(7)),
                Written = reader.GetFieldValue<string[]>(8).Select(Number).ToValueList(),
            };
        }

        return known;
    }

    /// <summary>A command that forgets what is known of tables.</summary>
    public static NpgsqlBatchCommand Forget(IReadOnlyCollection<QualifiedName> tables) => new("""
        DELETE FROM pgclone.rows r USING ROWS FROM (pg_catalog.unnest($1), pg_catalog.unnest($2)) AS t(schema, name) WHERE r.schema = t.schema AND r.name = t.name
        """)
    {
        Parameters = { Texts(tables.Select(table => table.Schema)), Texts(tables.Select(table => table.Name)) },
    };

    /// <summary>A command that records tables whose rows were found to be those of the source, as one snapshot of the target saw them.</summary>
    public static NpgsqlBatchCommand RecordFound(IReadOnlyCollection<(QualifiedName Table, long Rows, RowOrigin Origin)> tables, Moment target) => new($"""
        INSERT INTO pgclone.rows (schema, name, rows, origin, system, database, file, since, written, missing)
        SELECT t.schema, t.name, t.rows, t.origin::pg_catalog.jsonb, {Place}, $5::pg_catalog.xid8, '{"{}"}', 0
        FROM ROWS FROM (pg_catalog.unnest($1), pg_catalog.unnest($2), pg_catalog.unnest($3), pg_catalog.unnest($4)) AS t(schema, name, rows, origin)
        JOIN pg_catalog.pg_namespace n ON n.nspname = t.schema JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = t.name
        """)
    {
        Parameters =
        {
            Texts(tables.Select(item => item.Table.Schema)),
            Texts(tables.Select(item => item.Table.Name)),
            new() { Value = tables.Select(item => item.Rows).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
            Texts(tables.Select(item => JsonSerializer.Serialize(item.Origin))),
            Text(target.Oldest.ToString(CultureInfo.InvariantCulture)),
        },
    };

    /// <summary>A command that records rows written by the transaction it is run in.</summary>
    /// <param name="written">The table, and how many rows of it are those of the source now, by this transaction.</param>
    /// <param name="since">The moment before which its other rows were looked at; null where it has no others.</param>
    /// <param name="parts">How many such transactions fill the table.</param>
    public static NpgsqlBatchCommand RecordWritten((QualifiedName Table, long Rows, RowOrigin Origin) written, ulong? since, int parts) => new($"""
        INSERT INTO pgclone.rows AS r (schema, name, rows, origin, system, database, file, since, written, missing)
        SELECT n.nspname, c.relname, $3, $4::pg_catalog.jsonb, {Place}, $5::pg_catalog.xid8, ARRAY[pg_catalog.pg_current_xact_id()], $6
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relname = $2
        ON CONFLICT (schema, name) DO UPDATE SET rows = r.rows + EXCLUDED.rows, written = r.written || EXCLUDED.written, missing = r.missing - 1
        """)
    {
        Parameters =
        {
            Text(written.Table.Schema),
            Text(written.Table.Name),
            new() { Value = written.Rows },
            Text(JsonSerializer.Serialize(written.Origin)),
            Text(since?.ToString(CultureInfo.InvariantCulture)),
            new() { Value = parts - 1 },
        },
    };

    private const string Place = $"""
        (SELECT s.system_identifier FROM pg_catalog.pg_control_system() s)::pg_catalog.text,
        (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()),
        pg_catalog.jsonb_build_object('{nameof(TableFile.Table)}', c.oid::pg_catalog.int8, '{nameof(TableFile.Node)}', c.relfilenode::pg_catalog.int8, '{nameof(TableFile.Columns)}', c.relnatts)
        """;

    private static T? Parsed<T>(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static ulong Number(string text) => ulong.Parse(text, CultureInfo.InvariantCulture);

    private static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    private static NpgsqlParameter Texts(IEnumerable<string> values) => new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };
}
