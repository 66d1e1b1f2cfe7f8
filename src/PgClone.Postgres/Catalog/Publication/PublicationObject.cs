using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Publication;

/// <summary>A publication: what subscribers of logical replication can have of the database.</summary>
public sealed record PublicationObject : CatalogObject
{
    /// <summary>True for FOR ALL TABLES.</summary>
    public required bool AllTables { get; init; }

    /// <summary>What is published: <c>insert, update, delete, truncate</c>, or fewer of these in this order; may be empty.</summary>
    public required string Operations { get; init; }

    /// <summary>True when changes of partitions are published as those of the partitioned table.</summary>
    public required bool ViaRoot { get; init; }

    /// <summary>True when stored generated columns are published (18 and later).</summary>
    public required bool GeneratedColumns { get; init; }

    /// <summary>The tables, in the order of names.</summary>
    public required ValueList<PublishedTable> Tables { get; init; }

    /// <summary>The schemas all of whose tables are published, in the order of names (15 and later).</summary>
    public required ValueList<string> Schemas { get; init; }

    /// <inheritdoc/>
    public override int OldestVersion => GeneratedColumns ? 18
        : Schemas.Count > 0 || Tables.Any(table => table.Columns.Count > 0 || table.Filter is not null) ? 15 : base.OldestVersion;

    /// <summary>From then on an UPDATE of a table without replica identity is refused, so the rows come first.</summary>
    public override bool FollowsRows => true;

    /// <inheritdoc/>
    public override bool NeedsSuperuser => AllTables || Schemas.Count > 0;

    /// <inheritdoc/>
    protected override string SqlAddress => $"PUBLICATION {Identifier.Quote(Identity.Name)}";

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition()
    {
        var members = string.Join(", ", new[] { ListTables(Tables.Select(table => table.Sql)), ListSchemas(Schemas) }.OfType<string>());
        return [$"CREATE {SqlAddress}{(AllTables ? " FOR ALL TABLES" : members.Length == 0 ? "" : $" FOR {members}")} WITH ({Settings})"];
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired)
    {
        var wanted = (PublicationObject)desired;
        if (wanted.AllTables != AllTables) return null;
        var (gone, added) = (Tables.Except(wanted.Tables), wanted.Tables.Except(Tables));
        // What goes is first: a schema beside a list of columns is refused.
        return
        [
            .. Alter("DROP", ListTables(gone.Select(table => $"ONLY {table.Table.Sql}")), ListSchemas(Schemas.Except(wanted.Schemas))),
            .. Alter("ADD", ListTables(added.Select(table => table.Sql)), ListSchemas(wanted.Schemas.Except(Schemas))),
            .. wanted.Settings == Settings ? Array.Empty<Statement>() : [$"ALTER {SqlAddress} SET ({wanted.SettingsOver(this)})"],
        ];
    }

    private IEnumerable<Statement> Alter(string verb, params string?[] members) =>
        members.OfType<string>().Select(list => (Statement)$"ALTER {SqlAddress} {verb} {list}");

    private string Settings => SettingsOver(null);

    /// <summary>The settings; of one that older servers do not know only what must be said.</summary>
    private string SettingsOver(PublicationObject? current) =>
        $"publish = {Literal.Quote(Operations)}, publish_via_partition_root = {(ViaRoot ? "true" : "false")}"
        + (GeneratedColumns ? ", publish_generated_columns = stored" : current is { GeneratedColumns: true } ? ", publish_generated_columns = none" : "");

    private static string? ListTables(IEnumerable<string> tables) => string.Join(", ", tables) is { Length: > 0 } list ? $"TABLE {list}" : null;

    private static string? ListSchemas(IEnumerable<string> schemas) => Identifier.QuoteAll(schemas) is { Length: > 0 } list ? $"TABLES IN SCHEMA {list}" : null;
}
