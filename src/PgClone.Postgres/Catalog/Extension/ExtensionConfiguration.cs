using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Extension;

/// <summary>What extensions call their configuration (pg_extension_config_dump): rows of the user in their tables, and where their sequences stand.</summary>
public sealed record ExtensionConfiguration
{
    /// <summary>None.</summary>
    public static ExtensionConfiguration None { get; } = new() { Tables = [], Sequences = [], Views = [] };

    /// <summary>The tables, each behind those of the same extension that its foreign keys refer to, unless that leads around.</summary>
    public required IReadOnlyList<ConfigurationTable> Tables { get; init; }

    /// <summary>The sequences, in the order of names.</summary>
    public required IReadOnlyList<ConfigurationRelation> Sequences { get; init; }

    /// <summary>The materialized views, in the order of names.</summary>
    public required IReadOnlyList<ConfigurationRelation> Views { get; init; }

    /// <summary>The table of a name; null for none.</summary>
    public ConfigurationTable? Table(QualifiedName name) => Tables.FirstOrDefault(item => item.Table.Name == name);

    /// <summary>The configuration that rows of <see cref="CatalogQueries.ExtensionConfiguration"/> tell of.</summary>
    internal static ExtensionConfiguration Of(
        IEnumerable<ConfigurationTable> tables, IEnumerable<ConfigurationRelation> sequences, IEnumerable<ConfigurationRelation> views) => new()
    {
        Tables = InOrder([.. tables.OrderBy(item => item.Table.Name)]),
        Sequences = [.. sequences.OrderBy(item => item.Name)],
        Views = [.. views.OrderBy(item => item.Name)],
    };

    private static List<ConfigurationTable> InOrder(IReadOnlyList<ConfigurationTable> tables)
    {
        var byName = tables.ToLookup(item => item.Table.Name);
        var ordered = new List<ConfigurationTable>();
        var seen = new HashSet<QualifiedName>();
        foreach (var table in tables) Visit(table);
        return ordered;

        void Visit(ConfigurationTable table)
        {
            if (!seen.Add(table.Table.Name)) return;
            foreach (var referenced in table.References.SelectMany(name => byName[name])) Visit(referenced);
            ordered.Add(table);
        }
    }
}
