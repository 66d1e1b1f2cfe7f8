using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.TextSearch;

/// <summary>Text search configurations that users made.</summary>
public sealed class TextSearchConfigurationKind : CatalogKind
{
    /// <inheritdoc/>
    public override string Name => "text search configuration";

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.TextSearchConfiguration;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT c.oid, n.nspname AS schema, c.cfgname AS name, pg_catalog.format('%I.%I', pn.nspname, p.prsname) AS parser,
               (SELECT pg_catalog.json_agg(pg_catalog.json_build_object('token', m.token, 'dictionaries', m.dictionaries) ORDER BY m.type)
                FROM (SELECT m.maptokentype AS type, k.alias AS token,
                             pg_catalog.string_agg(pg_catalog.format('%I.%I', dn.nspname, d.dictname), ', ' ORDER BY m.mapseqno) AS dictionaries
                      FROM pg_catalog.pg_ts_config_map m
                      JOIN pg_catalog.ts_token_type(c.cfgparser) k ON k.tokid = m.maptokentype
                      JOIN pg_catalog.pg_ts_dict d ON d.oid = m.mapdict
                      JOIN pg_catalog.pg_namespace dn ON dn.oid = d.dictnamespace
                      WHERE m.mapcfg = c.oid GROUP BY m.maptokentype, k.alias) m)::pg_catalog.text AS mappings,
               {Description.Of("pg_ts_config", "c.oid")} AS comment
        FROM pg_catalog.pg_ts_config c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.cfgnamespace
        JOIN pg_catalog.pg_ts_parser p ON p.oid = c.cfgparser
        JOIN pg_catalog.pg_namespace pn ON pn.oid = p.prsnamespace
        WHERE c.oid >= 16384 AND {UserObjects.InUserSchema("n")} AND {UserObjects.NotOfExtension("pg_ts_config", "c.oid")}
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new TextSearchConfigurationObject
    {
        Identity = new(Name, row.Text("schema"), row.Text("name")),
        Comment = row.OptionalText("comment"),
        Parser = row.Text("parser"),
        Mappings = row.Parts("mappings", part => new TokenMapping(part.Text("token")!, part.Text("dictionaries")!)),
    };
}
