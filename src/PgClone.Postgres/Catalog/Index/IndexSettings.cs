using System.Text.Json;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Index;

/// <summary>What an index carries beyond its definition, whether it stands alone or behind a constraint.</summary>
public sealed record IndexSettings
{
    /// <summary>The partitioned index it is attached to.</summary>
    public required QualifiedName? AttachedTo { get; init; }

    /// <summary>True when the table is marked to be clustered on it.</summary>
    public required bool IsClustered { get; init; }

    /// <summary>True when it is the table's replica identity.</summary>
    public required bool IsReplicaIdentity { get; init; }

    /// <summary>Storage parameters, in the order in which they were given.</summary>
    public required ValueList<string> Options { get; init; }

    /// <summary>Statistics targets of expression columns: number of the column, target.</summary>
    public required ValueList<KeyValuePair<int, long>> StatisticsTargets { get; init; }

    /// <summary>The tablespace.</summary>
    public required Placement Place { get; init; }

    /// <summary>
    /// The parts of a query that <see cref="Read"/> wants, as columns of a SELECT over pg_index <paramref name="index"/>.
    /// </summary>
    public static string Select(string index) => $"""
        {index}.indisclustered AS is_clustered, {index}.indisreplident AS is_replica_identity,
        {Placement.Select($"(SELECT xc.reltablespace FROM pg_catalog.pg_class xc WHERE xc.oid = {index}.indexrelid)")},
        (SELECT ic.reloptions FROM pg_catalog.pg_class ic WHERE ic.oid = {index}.indexrelid) AS options,
        (SELECT pn.nspname FROM pg_catalog.pg_inherits h JOIN pg_catalog.pg_class p ON p.oid = h.inhparent
         JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace WHERE h.inhrelid = {index}.indexrelid) AS attached_schema,
        (SELECT p.relname FROM pg_catalog.pg_inherits h JOIN pg_catalog.pg_class p ON p.oid = h.inhparent
         WHERE h.inhrelid = {index}.indexrelid) AS attached_name,
        (SELECT pg_catalog.json_agg(pg_catalog.json_build_object('column', ia.attnum, 'target', ia.attstattarget) ORDER BY ia.attnum)
         FROM pg_catalog.pg_attribute ia WHERE ia.attrelid = {index}.indexrelid AND ia.attstattarget >= 0)::pg_catalog.text AS statistics_targets
        """;

    /// <summary>The settings of the current row.</summary>
    public static IndexSettings Read(CatalogRow row) => new()
    {
        AttachedTo = row.OptionalText("attached_name") is { } name ? new(row.Text("attached_schema"), name) : null,
        IsClustered = row.Truth("is_clustered"),
        IsReplicaIdentity = row.Truth("is_replica_identity"),
        Place = Placement.Read(row),
        Options = row.Texts("options"),
        StatisticsTargets = row.Parts("statistics_targets", (JsonElement part) =>
            KeyValuePair.Create((int)part.Number("column")!.Value, part.Number("target")!.Value)),
    };

    /// <summary>What brings a fresh index of <paramref name="table"/> to these settings; options only when the definition does not print them.</summary>
    public IEnumerable<Statement> Apply(QualifiedName table, QualifiedName index, bool withOptions)
    {
        if (withOptions && Options.Count > 0) yield return $"ALTER INDEX {index.Sql} SET ({RelationOptions.List(Options)})";
        foreach (var (column, target) in StatisticsTargets)
            yield return $"ALTER INDEX {index.Sql} ALTER COLUMN {column} SET STATISTICS {target}";
        if (AttachedTo is { } parent) yield return new($"ALTER INDEX {parent.Sql} ATTACH PARTITION {index.Sql}", Hazard.BlocksReads);
        if (IsClustered) yield return $"ALTER TABLE {table.Sql} CLUSTER ON {Identifier.Quote(index.Name)}";
        if (IsReplicaIdentity) yield return new($"ALTER TABLE ONLY {table.Sql} REPLICA IDENTITY USING INDEX {Identifier.Quote(index.Name)}", Hazard.BlocksReads);
    }

    /// <summary>
    /// What changes a live index from these settings to <paramref name="desired"/>; null when only a new index can: one that is
    /// attached elsewhere. Marks that it loses its table takes away (<see cref="RelationMarks"/>), or the index that has them now.
    /// </summary>
    public IReadOnlyList<Statement>? Change(IndexSettings desired, QualifiedName table, QualifiedName index)
    {
        if (AttachedTo is not null && AttachedTo != desired.AttachedTo) return null;
        var gone = StatisticsTargets.Select(pair => pair.Key).Except(desired.StatisticsTargets.Select(pair => pair.Key));
        var news = desired with
        {
            StatisticsTargets = desired.StatisticsTargets.Except(StatisticsTargets).ToValueList(),
            AttachedTo = AttachedTo == desired.AttachedTo ? null : desired.AttachedTo,
            IsClustered = desired.IsClustered && !IsClustered,
            IsReplicaIdentity = desired.IsReplicaIdentity && !IsReplicaIdentity,
        };
        return
        [
            .. RelationOptions.Changes(Options, desired.Options).Select(action => new Statement($"ALTER INDEX {index.Sql} {action}", AlterActions.HazardOf(action))),
            .. Place.MoveTo(desired.Place, $"INDEX {index.Sql}"),
            .. gone.Select(column => new Statement($"ALTER INDEX {index.Sql} ALTER COLUMN {column} SET STATISTICS -1")),
            .. news.Apply(table, index, withOptions: false),
        ];
    }
}
