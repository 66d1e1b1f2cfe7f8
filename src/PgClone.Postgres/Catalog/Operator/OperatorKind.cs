using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.Operator;

/// <summary>Operators that users made. What is only named as the commutator or negator of another, and has no function, is none yet.</summary>
public sealed class OperatorKind : CatalogKind
{
    /// <inheritdoc/>
    public override string Name => "operator";

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.Operator;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT o.oid, n.nspname AS schema, o.oprname AS name, {Signature("o")} AS signature, {RoutineNames.Bare("o.oprcode")} AS function,
               CASE WHEN o.oprleft <> 0 THEN pg_catalog.format_type(o.oprleft, NULL) END AS left_type, pg_catalog.format_type(o.oprright, NULL) AS right_type,
               cn.nspname AS commutator_schema, c.oprname AS commutator, {Signature("c")} AS commutator_signature,
               nn.nspname AS negator_schema, g.oprname AS negator, {Signature("g")} AS negator_signature,
               {RoutineNames.Bare("o.oprrest")} AS restrict_function, {RoutineNames.Bare("o.oprjoin")} AS join_function,
               o.oprcanhash AS hashes, o.oprcanmerge AS merges, {Description.Of("pg_operator", "o.oid")} AS comment
        FROM pg_catalog.pg_operator o
        JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
        LEFT JOIN pg_catalog.pg_operator c ON c.oid = o.oprcom
        LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = c.oprnamespace
        LEFT JOIN pg_catalog.pg_operator g ON g.oid = o.oprnegate
        LEFT JOIN pg_catalog.pg_namespace nn ON nn.oid = g.oprnamespace
        WHERE o.oid >= 16384 AND o.oprcode::pg_catalog.oid <> 0
          AND {UserObjects.InUserSchema("n")} AND {UserObjects.NotOfExtension("pg_operator", "o.oid")}
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new OperatorObject
    {
        Identity = new(Name, row.Text("schema"), row.Text("name")) { Arguments = row.Text("signature") },
        Comment = row.OptionalText("comment"),
        Function = row.Text("function"),
        LeftType = row.OptionalText("left_type"),
        RightType = row.Text("right_type"),
        Commutator = Linked(row, "commutator"),
        Negator = Linked(row, "negator"),
        Restrict = row.OptionalText("restrict_function"),
        Join = row.OptionalText("join_function"),
        Hashes = row.Truth("hashes"),
        Merges = row.Truth("merges"),
    };

    private static ObjectIdentity? Linked(CatalogRow row, string prefix) => row.OptionalText(prefix) is { } name
        ? new ObjectIdentity("operator", row.Text($"{prefix}_schema"), name) { Arguments = row.Text($"{prefix}_signature") } : null;

    private static string Signature(string alias) => $"""
        pg_catalog.format(' (%s, %s)', CASE WHEN {alias}.oprleft = 0 THEN 'NONE' ELSE pg_catalog.format_type({alias}.oprleft, NULL) END,
                          pg_catalog.format_type({alias}.oprright, NULL))
        """;
}
