namespace PgClone.Postgres.Catalog;

/// <summary>The oids of the system catalogs that pg_depend refers to; fixed since they exist (src/include/catalog).</summary>
public static class SystemCatalog
{
    /// <summary>pg_default_acl.</summary>
    public const uint DefaultPrivileges = 826;

    /// <summary>pg_type.</summary>
    public const uint Type = 1247;

    /// <summary>pg_proc.</summary>
    public const uint Procedure = 1255;

    /// <summary>pg_class.</summary>
    public const uint Relation = 1259;

    /// <summary>pg_database.</summary>
    public const uint Database = 1262;

    /// <summary>pg_foreign_server.</summary>
    public const uint ForeignServer = 1417;

    /// <summary>pg_user_mapping.</summary>
    public const uint UserMapping = 1418;

    /// <summary>pg_foreign_data_wrapper.</summary>
    public const uint ForeignDataWrapper = 2328;

    /// <summary>pg_am.</summary>
    public const uint AccessMethod = 2601;

    /// <summary>pg_attrdef.</summary>
    public const uint ColumnDefault = 2604;

    /// <summary>pg_cast.</summary>
    public const uint Cast = 2605;

    /// <summary>pg_constraint.</summary>
    public const uint Constraint = 2606;

    /// <summary>pg_conversion.</summary>
    public const uint Conversion = 2607;

    /// <summary>pg_language.</summary>
    public const uint Language = 2612;

    /// <summary>pg_namespace.</summary>
    public const uint Schema = 2615;

    /// <summary>pg_opclass.</summary>
    public const uint OperatorClass = 2616;

    /// <summary>pg_operator.</summary>
    public const uint Operator = 2617;

    /// <summary>pg_rewrite.</summary>
    public const uint Rule = 2618;

    /// <summary>pg_trigger.</summary>
    public const uint Trigger = 2620;

    /// <summary>pg_opfamily.</summary>
    public const uint OperatorFamily = 2753;

    /// <summary>pg_extension.</summary>
    public const uint Extension = 3079;

    /// <summary>pg_policy.</summary>
    public const uint Policy = 3256;

    /// <summary>pg_statistic_ext.</summary>
    public const uint Statistics = 3381;

    /// <summary>pg_collation.</summary>
    public const uint Collation = 3456;

    /// <summary>pg_event_trigger.</summary>
    public const uint EventTrigger = 3466;

    /// <summary>pg_transform.</summary>
    public const uint Transform = 3576;

    /// <summary>pg_ts_dict.</summary>
    public const uint TextSearchDictionary = 3600;

    /// <summary>pg_ts_parser.</summary>
    public const uint TextSearchParser = 3601;

    /// <summary>pg_ts_config.</summary>
    public const uint TextSearchConfiguration = 3602;

    /// <summary>pg_ts_template.</summary>
    public const uint TextSearchTemplate = 3764;

    /// <summary>pg_subscription.</summary>
    public const uint Subscription = 6100;

    /// <summary>pg_publication.</summary>
    public const uint Publication = 6104;
}
