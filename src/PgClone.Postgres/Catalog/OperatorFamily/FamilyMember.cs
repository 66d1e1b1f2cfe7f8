using System.Text.Json;

namespace PgClone.Postgres.Catalog.OperatorFamily;

/// <summary>An operator or support function of an operator family.</summary>
/// <param name="Slot">What there can be only one of: <c>OPERATOR 1 (integer, bigint)</c>.</param>
/// <param name="Content">What it is filled with: the operator with what it orders by, or the function.</param>
public sealed record FamilyMember(string Slot, string Content)
{
    /// <summary>True for an operator.</summary>
    public bool IsOperator => Slot.StartsWith("OPERATOR", StringComparison.Ordinal);

    /// <summary>As an item of CREATE OPERATOR CLASS and ALTER OPERATOR FAMILY ADD.</summary>
    // An operator tells its types itself, behind its name.
    public string Sql => IsOperator ? $"{Slot[..Slot.IndexOf(" (", StringComparison.Ordinal)]} {Content}" : $"{Slot} {Content}";

    /// <summary>An SQL expression: the members that depend on the row of a class or family, as JSON in the order of their numbers.</summary>
    internal static string Query(string catalog, string oid) => $"""
        (SELECT pg_catalog.json_agg(pg_catalog.json_build_object('slot', m.slot, 'content', m.content) ORDER BY m.type DESC, m.number, m.slot)
         FROM (SELECT 'o' AS type, mo.amopstrategy AS number,
                      pg_catalog.format('OPERATOR %s (%s, %s)', mo.amopstrategy,
                                        pg_catalog.format_type(mo.amoplefttype, NULL), pg_catalog.format_type(mo.amoprighttype, NULL)) AS slot,
                      pg_catalog.format('%I.%s(%s,%s)', opn.nspname, op.oprname, pg_catalog.format_type(op.oprleft, NULL), pg_catalog.format_type(op.oprright, NULL))
                        || COALESCE(' FOR ORDER BY ' || pg_catalog.quote_ident(sfn.nspname) || '.' || pg_catalog.quote_ident(sf.opfname), '') AS content
               FROM pg_catalog.pg_amop mo
               JOIN pg_catalog.pg_depend md ON md.classid = 'pg_catalog.pg_amop'::pg_catalog.regclass AND md.objid = mo.oid
                    AND md.refclassid = 'pg_catalog.{catalog}'::pg_catalog.regclass AND md.refobjid = {oid}
               JOIN pg_catalog.pg_operator op ON op.oid = mo.amopopr
               JOIN pg_catalog.pg_namespace opn ON opn.oid = op.oprnamespace
               LEFT JOIN pg_catalog.pg_opfamily sf ON sf.oid = mo.amopsortfamily
               LEFT JOIN pg_catalog.pg_namespace sfn ON sfn.oid = sf.opfnamespace
               -- The family a member orders by is another object that it depends on.
               WHERE '{catalog}' <> 'pg_opfamily' OR mo.amopfamily = {oid}
               UNION ALL
               SELECT 'f', mp.amprocnum,
                      pg_catalog.format('FUNCTION %s (%s, %s)', mp.amprocnum, pg_catalog.format_type(mp.amproclefttype, NULL), pg_catalog.format_type(mp.amprocrighttype, NULL)),
                      {RoutineNames.WithArguments("mp.amproc")}
               FROM pg_catalog.pg_amproc mp
               JOIN pg_catalog.pg_depend md ON md.classid = 'pg_catalog.pg_amproc'::pg_catalog.regclass AND md.objid = mp.oid
                    AND md.refclassid = 'pg_catalog.{catalog}'::pg_catalog.regclass AND md.refobjid = {oid}) m)::pg_catalog.text
        """;

    internal static FamilyMember Read(JsonElement part) => new(part.Text("slot")!, part.Text("content")!);
}
