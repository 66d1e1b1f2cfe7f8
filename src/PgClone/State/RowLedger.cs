using System.Globalization;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Rows;
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
            young_rows pg_catalog.int8 NOT NULL,
            young_sum pg_catalog.numeric NOT NULL,
            missing pg_catalog.int4 NOT NULL,
            PRIMARY KEY (schema, name))
        """;

    internal const string Query = """
        SELECT schema, name, rows, origin::pg_catalog.text AS origin, system, database, file::pg_catalog.text AS file, since::pg_catalog.text AS since,
               written::pg_catalog.text[] AS written, young_rows, young_sum::pg_catalog.text
        FROM pgclone.rows WHERE missing = 0
        """;

    internal static async Task<Dictionary<QualifiedName, KnownRows>> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var known = new Dictionary<QualifiedName, KnownRows>();
        while (await reader.ReadAsync(cancellation))
        {
            // What somebody wrote there by hand proves nothing.
            if (LedgerStore.Parsed<RowOrigin>(reader.GetString(3)) is not { Moment: not null } origin) continue;
            known[new(reader.GetString(0), reader.GetString(1))] = new()
            {
                Rows = reader.GetInt64(2),
                Origin = origin,
                System = reader.GetString(4),
                Database = reader.GetFieldValue<uint>(5),
                File = LedgerStore.Parsed<TableFile>(reader.GetString(6)),
                Kept = new(await reader.IsDBNullAsync(7, cancellation) ? null : Number(reader.GetString(7)), reader.GetFieldValue<string[]>(8).Select(Number).ToValueList()),
                Young = new(reader.GetInt64(9), reader.GetString(10)),
            };
        }

        return known;
    }

    /// <summary>A command that forgets what is known of tables.</summary>
    public static NpgsqlBatchCommand Forget(IReadOnlyCollection<QualifiedName> tables) => new("""
        DELETE FROM pgclone.rows r USING ROWS FROM (pg_catalog.unnest($1), pg_catalog.unnest($2)) AS t(schema, name) WHERE r.schema = t.schema AND r.name = t.name
        """)
    {
        Parameters = { LedgerStore.Texts(tables.Select(table => table.Schema)), LedgerStore.Texts(tables.Select(table => table.Name)) },
    };

    /// <summary>A command that records tables whose rows were found to be those of the source, as one snapshot of the target saw them.</summary>
    public static NpgsqlBatchCommand RecordFound(
        IReadOnlyCollection<(QualifiedName Table, long Rows, RowOrigin Origin, RowDigest Young, TableFile File)> tables, Moment target) => new($"""
        INSERT INTO pgclone.rows (schema, name, rows, origin, system, database, file, since, written, missing, young_rows, young_sum)
        SELECT t.schema, t.name, t.rows, t.origin::pg_catalog.jsonb, {Server}, t.file::pg_catalog.jsonb,
               $5::pg_catalog.xid8, '{"{}"}', 0, t.young_rows, t.young_sum::pg_catalog.numeric
        FROM ROWS FROM (pg_catalog.unnest($1), pg_catalog.unnest($2), pg_catalog.unnest($3), pg_catalog.unnest($4),
                        pg_catalog.unnest($6), pg_catalog.unnest($7), pg_catalog.unnest($8))
             AS t(schema, name, rows, origin, young_rows, young_sum, file)
        """)
    {
        Parameters =
        {
            LedgerStore.Texts(tables.Select(item => item.Table.Schema)),
            LedgerStore.Texts(tables.Select(item => item.Table.Name)),
            LedgerStore.Numbers(tables.Select(item => item.Rows)),
            LedgerStore.Texts(tables.Select(item => JsonSerializer.Serialize(item.Origin))),
            Text(target.Oldest.ToString(CultureInfo.InvariantCulture)),
            LedgerStore.Numbers(tables.Select(item => item.Young.Rows)),
            LedgerStore.Texts(tables.Select(item => item.Young.Sum)),
            LedgerStore.Texts(tables.Select(item => JsonSerializer.Serialize(item.File))),
        },
    };

    /// <summary>A command that records rows written by the transaction it is run in.</summary>
    /// <param name="tables">
    /// What it did, where the rows come from, those of them that are young, and where the rows lay that it keeps, when they were looked at; null for where the table lies now.
    /// </param>
    public static NpgsqlBatchCommand RecordWritten(IReadOnlyCollection<(WrittenRows Written, RowOrigin Origin, RowDigest Young, TableFile? File)> tables) => new($"""
        INSERT INTO pgclone.rows AS r (schema, name, rows, origin, system, database, file, since, written, missing, young_rows, young_sum)
        SELECT t.schema, t.name, t.rows, t.origin::pg_catalog.jsonb, {Server}, COALESCE(t.file::pg_catalog.jsonb, {File}), t.since::pg_catalog.xid8,
               t.written::pg_catalog.xid8[] || pg_catalog.pg_current_xact_id(), t.missing, t.young_rows, t.young_sum::pg_catalog.numeric
        FROM ROWS FROM (pg_catalog.unnest($1), pg_catalog.unnest($2), pg_catalog.unnest($3), pg_catalog.unnest($4), pg_catalog.unnest($5),
                        pg_catalog.unnest($6), pg_catalog.unnest($7), pg_catalog.unnest($8), pg_catalog.unnest($9), pg_catalog.unnest($10), pg_catalog.unnest($11))
             AS t(schema, name, rows, origin, since, written, missing, young_rows, young_sum, file, place)
        JOIN pg_catalog.pg_namespace n ON n.nspname = t.place JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = t.name
        ON CONFLICT (schema, name) DO UPDATE SET rows = r.rows + EXCLUDED.rows, written = r.written || EXCLUDED.written, missing = r.missing - 1,
            young_rows = r.young_rows + EXCLUDED.young_rows, young_sum = r.young_sum + EXCLUDED.young_sum
        """)
    {
        Parameters =
        {
            LedgerStore.Texts(tables.Select(item => item.Written.Rows.Table.Schema)),
            LedgerStore.Texts(tables.Select(item => item.Written.Rows.Table.Name)),
            LedgerStore.Numbers(tables.Select(item => item.Written.Count)),
            LedgerStore.Texts(tables.Select(item => JsonSerializer.Serialize(item.Origin))),
            LedgerStore.Texts(tables.Select(item => item.Written.Kept.Since?.ToString(CultureInfo.InvariantCulture))),
            LedgerStore.Texts(tables.Select(item => $"{{{string.Join(',', item.Written.Kept.Written.Select(number => number.ToString(CultureInfo.InvariantCulture)))}}}")),
            LedgerStore.Numbers(tables.Select(item => item.Written.Parts - 1L)),
            LedgerStore.Numbers(tables.Select(item => item.Young.Rows)),
            LedgerStore.Texts(tables.Select(item => item.Young.Sum)),
            LedgerStore.Texts(tables.Select(item => item.File is { } seen ? JsonSerializer.Serialize(seen) : null)),
            LedgerStore.Texts(tables.Select(item => (item.Written.Into ?? item.Written.Rows.Table).Schema)),
        },
    };

    private const string Server = """
        (SELECT s.system_identifier FROM pg_catalog.pg_control_system() s)::pg_catalog.text,
        (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
        """;

    private const string File = $"""
        pg_catalog.jsonb_build_object(
            '{nameof(TableFile.Table)}', c.oid::pg_catalog.int8,
            '{nameof(TableFile.Node)}', c.relfilenode::pg_catalog.int8,
            '{nameof(TableFile.Reading)}', COALESCE({TableFile.ReadingSql}, ''))
        """;

    private static ulong Number(string text) => ulong.Parse(text, CultureInfo.InvariantCulture);

    private static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };
}
