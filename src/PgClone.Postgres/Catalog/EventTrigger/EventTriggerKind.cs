using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.EventTrigger;

/// <summary>Event triggers.</summary>
public sealed class EventTriggerKind : CatalogKind
{
    /// <inheritdoc/>
    public override string Name => "event trigger";

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.EventTrigger;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT e.oid, e.evtname AS name, e.evtevent AS event, e.evttags AS tags, {RoutineNames.Bare("e.evtfoid")} AS function,
               e.evtenabled::pg_catalog.text AS state, {Description.Of("pg_event_trigger", "e.oid")} AS comment
        FROM pg_catalog.pg_event_trigger e
        WHERE {UserObjects.NotOfExtension("pg_event_trigger", "e.oid")}
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new EventTriggerObject
    {
        Identity = new(Name, null, row.Text("name")),
        Comment = row.OptionalText("comment"),
        Event = row.Text("event"),
        Tags = row.Texts("tags"),
        Function = row.Text("function"),
        State = row.Text("state"),
    };
}
