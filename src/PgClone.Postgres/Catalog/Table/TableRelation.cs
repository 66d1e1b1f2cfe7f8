using System.Text.Json;
using PgClone.Postgres.Catalog.ForeignData;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Table;

/// <summary>Reads tables with their columns, those that hold rows and foreign ones alike.</summary>
internal static class TableRelation
{
    /// <summary>How far <see cref="Column.InheritedPlace"/> of one parent is from that of the next: more than a table can have columns.</summary>
    public const int PlacesOfParent = 10000;

    /// <summary>The query for the user's tables whose pg_class.relkind is in a list of SQL.</summary>
    public static string Query(ServerVersion version, string kinds) => Where(version,
        $"c.relkind IN ({kinds}) AND c.relpersistence <> 't' AND {UserObjects.InUserSchema("n")} AND {UserObjects.NotOfExtension("pg_class", "c.oid")}");

    /// <summary>The query for the tables of extensions of which some rows are the user's.</summary>
    public static string OfConfiguration(ServerVersion version) => Where(version, $"c.relkind = 'r' AND {UserObjects.IsConfiguration("c.oid")}");

    private static string Where(ServerVersion version, string condition) => $"""
        SELECT c.oid, n.nspname AS schema, c.relname AS name, c.relpersistence = 'u' AS unlogged,
               NULLIF(am.amname, 'heap') AS access_method,
               {RelationOptions.WithToast} AS options,
               c.relrowsecurity AS row_security, c.relforcerowsecurity AS force_row_security,
               {RelationMarks.Select}, {Placement.Select("c.reltablespace")},
               CASE WHEN c.reloftype <> 0 THEN pg_catalog.format_type(c.reloftype, NULL) END AS of_type,
               CASE c.relkind WHEN 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END AS partition_key,
               CASE WHEN c.relispartition THEN pg_catalog.pg_get_expr(c.relpartbound, c.oid) END AS bound,
               (SELECT pg_catalog.json_agg(pg_catalog.json_build_object('schema', pn.nspname, 'name', p.relname) ORDER BY i.inhseqno)
                FROM pg_catalog.pg_inherits i
                JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
                JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
                WHERE i.inhrelid = c.oid)::pg_catalog.text AS parents,
               ({Columns(version)})::pg_catalog.text AS columns,
               fs.srvname AS foreign_server, {ForeignOptions.Select("ft.ftoptions")}::pg_catalog.text AS foreign_options,
               {Description.Of("pg_class", "c.oid")} AS comment
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam
        LEFT JOIN pg_catalog.pg_class toast ON toast.oid = c.reltoastrelid AND c.reltoastrelid <> 0
        LEFT JOIN pg_catalog.pg_foreign_table ft ON ft.ftrelid = c.oid
        LEFT JOIN pg_catalog.pg_foreign_server fs ON fs.oid = ft.ftserver
        WHERE {condition}
        """;

    /// <summary>A row of <see cref="Query"/> as a table.</summary>
    public static TableObject Read(CatalogRow row, string kind)
    {
        var parents = row.Parts("parents", part => new QualifiedName(part.Text("schema")!, part.Text("name")!));
        var bound = row.OptionalText("bound");
        return new TableObject
        {
            Identity = new(kind, row.Text("schema"), row.Text("name")),
            Comment = row.OptionalText("comment"),
            Columns = row.Parts("columns", Column),
            Unlogged = row.Truth("unlogged"),
            AccessMethod = row.OptionalText("access_method"),
            Options = row.Texts("options"),
            RowSecurity = row.Truth("row_security"),
            ForceRowSecurity = row.Truth("force_row_security"),
            Marks = RelationMarks.Read(row),
            Place = Placement.Read(row),
            OfType = row.OptionalText("of_type"),
            PartitionKey = row.OptionalText("partition_key"),
            PartitionOf = bound is null ? null : new(parents[0], bound),
            Parents = bound is null ? parents : [],
            Foreign = row.OptionalText("foreign_server") is { } server ? new(server, row.Parts("foreign_options", ForeignOptions.Read)) : null,
        };
    }

    /// <summary>The NOT NULL of the table itself; also one that is valid here and that no parent has validated, as flagInhAttrs in src/bin/pg_dump/common.c sees it.</summary>
    private const string HasOwnNotNull = """
        (nn.conislocal OR (nn.convalidated AND NOT EXISTS (
             SELECT FROM pg_catalog.pg_inherits i
             JOIN pg_catalog.pg_attribute p ON p.attrelid = i.inhparent AND p.attname = a.attname
             JOIN pg_catalog.pg_constraint pn ON pn.conrelid = p.attrelid AND pn.contype = 'n' AND pn.conkey[1] = p.attnum AND pn.convalidated
             WHERE i.inhrelid = c.oid)))
        """;

    private static string Columns(ServerVersion version) => $"""
        SELECT pg_catalog.json_agg(pg_catalog.json_build_object(
                 'name', a.attname, 'attribute', a.attnum,
                 'type', pg_catalog.format_type(a.atttypid, a.atttypmod), 'type_oid', a.atttypid::pg_catalog.int8,
                 'collation', CASE WHEN a.attcollation <> t.typcollation AND a.attcollation <> 0
                                   THEN pg_catalog.format('%I.%I', cn.nspname, co.collname) END,
                 'not_null', a.attnotnull{(version.HasCataloguedNotNull ? " AND nn.convalidated IS NOT FALSE" : "")},
                 'not_null_name', {(version.HasCataloguedNotNull
                     ? $"CASE WHEN nn.convalidated AND ({HasOwnNotNull} OR c.relispartition)"
                       + " THEN NULLIF(nn.conname, pg_catalog.format('%s_%s_not_null', c.relname, a.attname)) END"
                     : "NULL")},
                 {(version.HasCataloguedNotNull ? $"""
                     'not_null_constraint', nn.conname, 'not_null_no_inherit', nn.convalidated AND nn.connoinherit,
                     'not_null_comment', CASE WHEN nn.convalidated THEN {Description.Of("pg_constraint", "nn.oid")} END, 'not_null_spreads', true,
                     'not_null_inherited', nn.coninhcount > 0,
                     """ : "'not_null_spreads', c.relkind = 'p' OR c.relispartition,")}
                 -- A child repeats NOT NULL of its own only where no parent asks for it.
                 'not_null_local', {(version.HasCataloguedNotNull ? HasOwnNotNull : """
                     a.attnotnull AND NOT EXISTS (
                         SELECT FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_attribute p ON p.attrelid = i.inhparent
                         WHERE a.attinhcount > 0 AND i.inhrelid = c.oid AND p.attname = a.attname AND p.attnotnull)
                     """)},
                 'generated', CASE WHEN a.attgenerated <> '' THEN pg_catalog.pg_get_expr(def.adbin, def.adrelid) END, 'stored', a.attgenerated = 's',
                 -- A child takes the expression of its parent; only another one, or one where the parent has none, is its own.
                 'generated_local', a.attgenerated <> '' AND NOT EXISTS (
                     SELECT FROM pg_catalog.pg_inherits i
                     JOIN pg_catalog.pg_attribute p ON p.attrelid = i.inhparent AND p.attname = a.attname AND p.attgenerated <> ''
                     JOIN pg_catalog.pg_attrdef pd ON pd.adrelid = p.attrelid AND pd.adnum = p.attnum
                     WHERE i.inhrelid = c.oid AND pg_catalog.pg_get_expr(pd.adbin, pd.adrelid) = pg_catalog.pg_get_expr(def.adbin, def.adrelid)),
                 -- A virtual column is not computed anew while the table has checks (ATExecSetExpression in tablecmds.c).
                 'computed_anew', {(version.HasSetExpression
                     ? "a.attgenerated = 's' OR NOT EXISTS (SELECT FROM pg_catalog.pg_constraint ck WHERE ck.conrelid = c.oid AND ck.contype = 'c')" : "false")},
                 'identity', ({Identity(version)}),
                 {ColumnSettings.Members},
                 'foreign_options', {ForeignOptions.Select("a.attfdwoptions")},
                 'comment', {Description.OfColumn("c.oid", "a.attnum")},
                 'of_partition', c.relispartition, 'of_domain', t.typtype = 'd', 'local', a.attislocal, 'inherited', a.attinhcount > 0,
                 'inherited_place', (SELECT pg_catalog.min(i.inhseqno::pg_catalog.int8 * {PlacesOfParent} + p.attnum)
                                     FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_attribute p ON p.attrelid = i.inhparent
                                     WHERE a.attinhcount > 0 AND i.inhrelid = c.oid AND p.attname = a.attname AND NOT p.attisdropped)) ORDER BY a.attnum)
        FROM pg_catalog.pg_attribute a
        JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
        LEFT JOIN pg_catalog.pg_collation co ON co.oid = a.attcollation
        LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
        LEFT JOIN pg_catalog.pg_attrdef def ON def.adrelid = a.attrelid AND def.adnum = a.attnum AND a.attgenerated <> ''
        {(version.HasCataloguedNotNull ? "LEFT JOIN pg_catalog.pg_constraint nn ON nn.conrelid = a.attrelid AND nn.contype = 'n' AND nn.conkey[1] = a.attnum" : "")}
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        """;

    /// <summary>A partition has no sequence of its own and takes the identity from its parent (17 and later).</summary>
    private static string Identity(ServerVersion version) => $"""
        SELECT pg_catalog.json_build_object('always', a.attidentity = 'a', 'schema', sn.nspname, 'name', sc.relname,
                 'comment', {Description.Of("pg_class", "sc.oid")}, 'data_type', pg_catalog.format_type(s.seqtypid, NULL), 'start', s.seqstart, 'increment', s.seqincrement,
                 'minimum', s.seqmin, 'maximum', s.seqmax, 'cache', s.seqcache, 'cycles', s.seqcycle,
                 -- Before, a sequence was always logged; then it is made as its table is.
                 'unlogged', {(version.HasUnloggedSequences ? "sc" : "c")}.relpersistence = 'u')
        FROM pg_catalog.pg_depend d
        JOIN pg_catalog.pg_sequence s ON s.seqrelid = d.objid
        JOIN pg_catalog.pg_class sc ON sc.oid = s.seqrelid
        JOIN pg_catalog.pg_namespace sn ON sn.oid = sc.relnamespace
        WHERE a.attidentity <> '' AND d.deptype = 'i' AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
          AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid = c.oid AND d.refobjsubid = a.attnum
        """;

    private static Column Column(JsonElement part) => new()
    {
        Name = part.Text("name")!,
        Attribute = (int)part.Number("attribute")!.Value,
        Type = part.Text("type")!,
        TypeOid = (uint)part.Number("type_oid")!.Value,
        Collation = part.Text("collation"),
        NotNull = part.Truth("not_null"),
        NotNullName = part.Text("not_null_name"),
        NotNullConstraint = part.OptionalText("not_null_constraint"),
        NotNullNoInherit = part.OptionalTruth("not_null_no_inherit"),
        NotNullComment = part.OptionalText("not_null_comment"),
        NotNullSpreads = part.Truth("not_null_spreads"),
        NotNullIsLocal = part.Truth("not_null_local"),
        NotNullIsDeclared = part.Truth("not_null") && part.Truth("not_null_local") && !part.Truth("of_partition"),
        NotNullIsInherited = part.TryGetProperty("not_null_inherited", out var inherited)
            ? inherited.ValueKind == JsonValueKind.True
            : part.Truth("not_null") && !part.Truth("not_null_local"),
        Generated = part.Text("generated") is { } expression ? new(expression, part.Truth("stored")) : null,
        Identity = part.GetProperty("identity") is { ValueKind: JsonValueKind.Object } identity ? ReadIdentity(identity) : null,
        Settings = ColumnSettings.Read(part),
        ForeignOptions = part.GetProperty("foreign_options") is { ValueKind: JsonValueKind.Array } foreign
            ? foreign.EnumerateArray().Select(ForeignOptions.Read).ToValueList() : [],
        Comment = part.Text("comment"),
        IsComputedAnew = part.Truth("computed_anew"),
        GeneratedIsLocal = part.Truth("generated_local"),
        IsOfDomain = part.Truth("of_domain"),
        IsLocal = part.Truth("local"),
        IsInherited = part.Truth("inherited"),
        InheritedPlace = (int)(part.Number("inherited_place") ?? 0),
    };

    private static IdentityColumn ReadIdentity(JsonElement part) => new()
    {
        Always = part.Truth("always"),
        Sequence = new(part.Text("schema")!, part.Text("name")!),
        Unlogged = part.Truth("unlogged"),
        Comment = part.Text("comment"),
        Options = new()
        {
            DataType = part.Text("data_type")!, Start = part.Number("start")!.Value, Increment = part.Number("increment")!.Value,
            Minimum = part.Number("minimum")!.Value, Maximum = part.Number("maximum")!.Value, Cache = part.Number("cache")!.Value,
            Cycles = part.Truth("cycles"),
        },
    };
}
