namespace PgClone.Postgres.Cluster;

/// <summary>One line of postgresql.conf.</summary>
public readonly record struct ServerSetting(string Name, string Value)
{
    /// <summary>The line, its value quoted as postgresql.conf wants it.</summary>
    public override string ToString() => $"{Name} = '{Value.Replace("'", "''", StringComparison.Ordinal)}'";
}
