using System.Text.Json.Serialization;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog;

/// <summary>
/// Which object of a database is meant, the same on source and target: the kind, the schema (none for objects of the
/// database itself), the name, the argument types of a routine, and the member for what belongs to a table.
/// </summary>
public readonly record struct ObjectIdentity(string Kind, string? Schema, string Name) : IComparable<ObjectIdentity>
{
    /// <summary>The argument types of a function, procedure, aggregate or operator, in parentheses; the access method of an operator class or family.
    /// Null for other kinds.</summary>
    public string? Arguments { get; init; }

    /// <summary>The name within its table: a constraint, index, trigger, rule, policy or column. Null for what stands alone.</summary>
    public string? Member { get; init; }

    /// <summary>The name as a selector sees it: <c>app.orders</c>, or the bare name of an object without schema.</summary>
    [JsonIgnore]
    public string QualifiedName => Schema is null ? Name : $"{Schema}.{Name}";

    /// <summary>The address people read: <c>app.orders</c>, <c>app.f(integer)</c>, <c>app.orders.orders_pkey</c>.</summary>
    [JsonIgnore]
    public string Address => QualifiedName + Arguments + (Member is null ? "" : "." + Member);

    /// <summary>Kind and address: <c>constraint app.orders.orders_pkey</c>.</summary>
    public override string ToString() => $"{Kind} {Visible.Of(Address)}";

    /// <summary>Ordinal order by schema, name, arguments, member, kind.</summary>
    public int CompareTo(ObjectIdentity other)
    {
        var difference = string.CompareOrdinal(Schema, other.Schema);
        if (difference == 0) difference = string.CompareOrdinal(Name, other.Name);
        if (difference == 0) difference = string.CompareOrdinal(Arguments, other.Arguments);
        if (difference == 0) difference = string.CompareOrdinal(Member, other.Member);
        return difference != 0 ? difference : string.CompareOrdinal(Kind, other.Kind);
    }
}
