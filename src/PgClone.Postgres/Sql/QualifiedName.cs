namespace PgClone.Postgres.Sql;

/// <summary>A name within a schema. <see cref="ToString"/> is for people, <see cref="Sql"/> for the server.</summary>
public readonly record struct QualifiedName(string Schema, string Name) : IComparable<QualifiedName>
{
    /// <summary>The quoted, schema-qualified name.</summary>
    public string Sql => $"{Identifier.Quote(Schema)}.{Identifier.Quote(Name)}";

    /// <inheritdoc/>
    public override string ToString() => Visible.Of($"{Schema}.{Name}");

    /// <summary>Ordinal order, schema first.</summary>
    public int CompareTo(QualifiedName other)
    {
        var bySchema = string.CompareOrdinal(Schema, other.Schema);
        return bySchema != 0 ? bySchema : string.CompareOrdinal(Name, other.Name);
    }
}
