using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.Trigger;

/// <summary>Triggers that users made; those behind foreign keys belong to the constraint.</summary>
public sealed class TriggerKind : CatalogKind
{
    /// <inheritdoc/>
    public override string Name => "trigger";

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.Trigger;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT t.oid, n.nspname AS schema, c.relname AS relation, t.tgname AS name, {RelationKinds.Word("c.relkind")} AS relation_kind,
               CASE WHEN t.tgparentid = 0 THEN pg_catalog.pg_get_triggerdef(t.oid, false) END AS definition,
               t.tgenabled::pg_catalog.text AS state,
               {Description.Of("pg_trigger", "t.oid")} AS comment
        FROM pg_catalog.pg_trigger t
        JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_catalog.pg_trigger parent ON parent.oid = t.tgparentid
        LEFT JOIN pg_catalog.pg_constraint k ON k.oid = t.tgconstraint
        -- A partition has the triggers of its parent (which 14 calls internal); one of the two that does not just fire needs saying.
        WHERE (CASE WHEN t.tgparentid = 0 THEN NOT t.tgisinternal ELSE (t.tgenabled <> 'O' OR parent.tgenabled <> 'O') AND COALESCE(k.contype, 't') = 't' END)
          AND {UserObjects.InUserSchema("n")} AND {UserObjects.NotOfExtension("pg_class", "c.oid")} AND {UserObjects.NotOfExtension("pg_trigger", "t.oid")}
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new TriggerObject
    {
        Identity = new(Name, row.Text("schema"), row.Text("relation")) { Member = row.Text("name") },
        Comment = row.OptionalText("comment"),
        Definition = row.OptionalText("definition"),
        State = row.Text("state"),
        RelationKind = row.Text("relation_kind"),
    };
}
