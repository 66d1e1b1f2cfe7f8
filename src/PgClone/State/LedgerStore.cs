using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Sql;
using PgClone.Steps;

namespace PgClone.State;

/// <summary>Reads and writes the ledger: the schema pgclone of the target.</summary>
public static class LedgerStore
{
    /// <summary>The schema, which no clone and no diff looks at.</summary>
    public const string Schema = "pgclone";

    private static readonly Statement[] Layout =
    [
        "CREATE SCHEMA IF NOT EXISTS pgclone",
        "COMMENT ON SCHEMA pgclone IS 'The ledger of PgClone: what was cloned here, and when. Safe to drop: the next plan then compares everything again.'",
        """
        CREATE TABLE IF NOT EXISTS pgclone.runs (
            id pg_catalog.uuid PRIMARY KEY,
            clone pg_catalog.text NOT NULL,
            plan_fingerprint pg_catalog.text NOT NULL,
            started_at pg_catalog.timestamptz NOT NULL,
            finished_at pg_catalog.timestamptz,
            status pg_catalog.text NOT NULL)
        """,
        """
        CREATE TABLE IF NOT EXISTS pgclone.steps (
            run pg_catalog.uuid NOT NULL REFERENCES pgclone.runs ON DELETE CASCADE,
            step pg_catalog.text NOT NULL,
            finished_at pg_catalog.timestamptz NOT NULL,
            status pg_catalog.text NOT NULL,
            rows pg_catalog.int8,
            bytes pg_catalog.int8,
            message pg_catalog.text,
            PRIMARY KEY (run, step))
        """,
        """
        CREATE TABLE IF NOT EXISTS pgclone.objects (
            address pg_catalog.text PRIMARY KEY,
            identity pg_catalog.jsonb NOT NULL,
            clone pg_catalog.text NOT NULL,
            source_fingerprint pg_catalog.text NOT NULL,
            target_fingerprint pg_catalog.text)
        """,
        "CREATE TABLE IF NOT EXISTS pgclone.large_objects (oid pg_catalog.oid PRIMARY KEY)",
        // Materialized views that a run set out to compute. One that is still here shows rows of before.
        """
        CREATE TABLE IF NOT EXISTS pgclone.refreshes (
            schema pg_catalog.text NOT NULL,
            name pg_catalog.text NOT NULL,
            PRIMARY KEY (schema, name))
        """,
        RowLedger.Layout,
    ];

    /// <summary>Makes the ledger where it is absent. Where it stands no command is run, since CREATE … IF NOT EXISTS would fire event triggers.</summary>
    public static async Task CreateAsync(WriteSession target, CancellationToken cancellation)
    {
        if (!await StandsAsync(target.Connection, cancellation)) await target.ExecuteAsync(Layout, cancellation);
    }

    /// <summary>Drops what a killed run kept there for its own later steps, and the tables that it filled beside others.</summary>
    public static async Task ClearAsync(WriteSession target, CancellationToken cancellation)
    {
        var left = new List<Statement>();
        await using (var command = new NpgsqlCommand($"""
            SELECT pg_catalog.format('DROP TABLE %I.%I', n.nspname, c.relname) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'pgclone' AND c.relkind = 'r' AND pg_catalog.starts_with(c.relname::pg_catalog.text, $1)
            UNION ALL
            SELECT pg_catalog.format('DROP SCHEMA %I CASCADE', n.nspname) FROM pg_catalog.pg_namespace n
            WHERE {UserObjects.IsStaging("n")} AND pg_catalog.pg_has_role(n.nspowner, 'USAGE')
            """, target.Connection) { Parameters = { new() { Value = DeleteGoneRows.KeysPrefix } } })
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
            while (await reader.ReadAsync(cancellation)) left.Add(reader.GetString(0));
        await target.ExecuteAsync(left, cancellation);
    }

    /// <summary>True when the ledger is there.</summary>
    public static async Task<bool> StandsAsync(NpgsqlConnection target, CancellationToken cancellation)
    {
        await using var probe = new NpgsqlCommand("""
            SELECT pg_catalog.bool_and(pg_catalog.to_regclass(t.name) IS NOT NULL)
            FROM pg_catalog.unnest(ARRAY['pgclone.runs', 'pgclone.steps', 'pgclone.objects', 'pgclone.refreshes', 'pgclone.large_objects', 'pgclone.rows']) AS t(name)
            """, target);
        return await probe.ExecuteScalarAsync(cancellation) is true;
    }

    /// <summary>What the ledger says; <see cref="Ledger.None"/> where there is none.</summary>
    public static async Task<Ledger> ReadAsync(ReadSession target, CancellationToken cancellation)
    {
        if (!await StandsAsync(target.Connection, cancellation)) return Ledger.None;
        await using var batch = new NpgsqlBatch(target.Connection)
        {
            BatchCommands =
            {
                new("SELECT identity::pg_catalog.text AS identity, source_fingerprint, target_fingerprint FROM pgclone.objects"),
                new("SELECT DISTINCT ON (clone) clone, id FROM pgclone.runs ORDER BY clone, id DESC"),
                new("SELECT schema, name FROM pgclone.refreshes"),
                new(RowLedger.Query),
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var row = new CatalogRow(reader);
        var objects = new Dictionary<ObjectIdentity, LedgerObject>();
        while (await reader.ReadAsync(cancellation))
        {
            // What somebody wrote there by hand proves nothing.
            if (Parsed<ObjectIdentity?>(row.Text("identity")) is not { } identity) continue;
            objects[identity] = new(identity, row.Text("source_fingerprint"), row.OptionalText("target_fingerprint"));
        }

        await reader.NextResultAsync(cancellation);
        var lastRuns = new Dictionary<string, Guid>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellation)) lastRuns[reader.GetString(0)] = reader.GetGuid(1);
        await reader.NextResultAsync(cancellation);
        var stale = new HashSet<QualifiedName>();
        while (await reader.ReadAsync(cancellation)) stale.Add(new(reader.GetString(0), reader.GetString(1)));
        await reader.NextResultAsync(cancellation);
        return new(objects, lastRuns) { Stale = stale, Rows = await RowLedger.ReadAsync(reader, cancellation) };
    }

    /// <summary>What a column of the ledger holds as JSON; the default value for what is none: it may have been written there by hand.</summary>
    internal static T? Parsed<T>(string json)
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

    /// <summary>Commands that record objects as ours, to be run in the transaction that makes them.</summary>
    public static NpgsqlBatchCommand RecordObjects(string clone, IReadOnlyCollection<LedgerObject> objects) => new("""
        INSERT INTO pgclone.objects (address, identity, clone, source_fingerprint, target_fingerprint)
        SELECT o.address, o.identity::pg_catalog.jsonb, $1, o.source, o.target
        FROM ROWS FROM (pg_catalog.unnest($2), pg_catalog.unnest($3), pg_catalog.unnest($4), pg_catalog.unnest($5)) AS o(address, identity, source, target)
        ON CONFLICT (address) DO UPDATE SET identity = EXCLUDED.identity, clone = EXCLUDED.clone,
            source_fingerprint = EXCLUDED.source_fingerprint, target_fingerprint = EXCLUDED.target_fingerprint
        """)
    {
        Parameters =
        {
            new() { Value = clone, NpgsqlDbType = NpgsqlDbType.Text },
            Texts(objects.Select(item => item.Identity.ToString())),
            Texts(objects.Select(item => JsonSerializer.Serialize(item.Identity))),
            Texts(objects.Select(item => item.SourceFingerprint)),
            Texts(objects.Select(item => item.TargetFingerprint)),
        },
    };

    /// <summary>A command that forgets objects, to be run in the transaction that drops them.</summary>
    public static NpgsqlBatchCommand ForgetObjects(IReadOnlyCollection<ObjectIdentity> objects) =>
        new("DELETE FROM pgclone.objects WHERE address = ANY ($1)") { Parameters = { Texts(objects.Select(item => item.ToString())) } };

    /// <summary>The condition in SQL over m.oid that a large object is ours.</summary>
    public static async Task<string> OwnLargeObjectAsync(NpgsqlConnection target, CancellationToken cancellation)
    {
        await using var probe = new NpgsqlCommand("SELECT pg_catalog.to_regclass('pgclone.large_objects') IS NOT NULL", target);
        return await probe.ExecuteScalarAsync(cancellation) is true ? "EXISTS (SELECT FROM pgclone.large_objects o WHERE o.oid = m.oid)" : "false";
    }

    /// <summary>A command that records large objects as ours, to be run in the transaction that makes them.</summary>
    public static NpgsqlBatchCommand RecordLargeObjects(IReadOnlyCollection<uint> objects) =>
        new("INSERT INTO pgclone.large_objects (oid) SELECT pg_catalog.unnest($1) ON CONFLICT DO NOTHING") { Parameters = { Oids(objects) } };

    /// <summary>A command that forgets large objects, to be run in the transaction that drops them.</summary>
    public static NpgsqlBatchCommand ForgetLargeObjects(IReadOnlyCollection<uint> objects) =>
        new("DELETE FROM pgclone.large_objects WHERE oid = ANY ($1)") { Parameters = { Oids(objects) } };

    /// <summary>A command that records the beginning of a run.</summary>
    public static NpgsqlBatchCommand RecordRun(RunRecord run) => new("""
        INSERT INTO pgclone.runs (id, clone, plan_fingerprint, started_at, status) VALUES ($1, $2, $3, $4, 'running')
        """)
    {
        Parameters =
        {
            new() { Value = run.Id },
            new() { Value = run.CloneName },
            new() { Value = run.PlanFingerprint },
            new() { Value = run.StartedAt.UtcDateTime },
        },
    };

    /// <summary>A command that records which materialized views a run will compute, before it changes what is behind them.</summary>
    public static NpgsqlBatchCommand RecordRefreshes(IReadOnlyCollection<QualifiedName> views) => new("""
        INSERT INTO pgclone.refreshes (schema, name)
        SELECT v.schema, v.name FROM ROWS FROM (pg_catalog.unnest($1), pg_catalog.unnest($2)) AS v(schema, name)
        ON CONFLICT DO NOTHING
        """)
    {
        Parameters = { Texts(views.Select(view => view.Schema)), Texts(views.Select(view => view.Name)) },
    };

    /// <summary>A command that records that materialized views are computed, to be run in the transaction that does it.</summary>
    public static NpgsqlBatchCommand ForgetRefreshes(IReadOnlyCollection<QualifiedName> views) => new("""
        DELETE FROM pgclone.refreshes r USING ROWS FROM (pg_catalog.unnest($1), pg_catalog.unnest($2)) AS v(schema, name)
        WHERE r.schema = v.schema AND r.name = v.name
        """)
    {
        Parameters = { Texts(views.Select(view => view.Schema)), Texts(views.Select(view => view.Name)) },
    };

    /// <summary>A command that records the end of a run.</summary>
    public static NpgsqlBatchCommand RecordEnd(Guid run, string status, DateTimeOffset at) =>
        new("UPDATE pgclone.runs SET finished_at = $2, status = $3 WHERE id = $1")
        {
            Parameters = { new() { Value = run }, new() { Value = at.UtcDateTime }, new() { Value = status } },
        };

    /// <summary>A command that records the end of steps.</summary>
    public static NpgsqlBatchCommand RecordSteps(Guid run, IReadOnlyCollection<StepOutcome> outcomes, DateTimeOffset at) => new("""
        INSERT INTO pgclone.steps (run, step, finished_at, status, rows, bytes, message)
        SELECT $1, o.step, $2, o.status, NULLIF(o.rows, 0), NULLIF(o.bytes, 0), o.message
        FROM ROWS FROM (pg_catalog.unnest($3), pg_catalog.unnest($4), pg_catalog.unnest($5), pg_catalog.unnest($6), pg_catalog.unnest($7))
             AS o(step, status, rows, bytes, message)
        ON CONFLICT (run, step) DO UPDATE SET finished_at = EXCLUDED.finished_at, status = EXCLUDED.status, rows = EXCLUDED.rows, bytes = EXCLUDED.bytes, message = EXCLUDED.message
        """)
    {
        Parameters =
        {
            new() { Value = run },
            new() { Value = at.UtcDateTime },
            Texts(outcomes.Select(outcome => outcome.Step.Value)),
            Texts(outcomes.Select(outcome => outcome.Status.ToString())),
            Numbers(outcomes.Select(outcome => outcome.Rows)),
            Numbers(outcomes.Select(outcome => outcome.Bytes)),
            Texts(outcomes.Select(outcome => outcome.Failure?.Message)),
        },
    };

    private static NpgsqlParameter Oids(IEnumerable<uint> objects) => new() { Value = objects.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Oid };

    internal static NpgsqlParameter Texts(IEnumerable<string?> values) =>
        new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    internal static NpgsqlParameter Numbers(IEnumerable<long> values) =>
        new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint };
}
