using PgClone.Postgres.Sql;

namespace PgClone.Plans;

/// <summary>The parameters of a mask by name. A getter gives null for a parameter that is absent or of another type.</summary>
public sealed record MaskParameters
{
    /// <summary>No parameters.</summary>
    public static MaskParameters None { get; } = new() { All = [] };

    /// <summary>All of them, in the order of the plan; names are unique.</summary>
    public required ValueList<MaskParameter> All { get; init; }

    /// <summary>The parameter of a name, or null.</summary>
    public MaskParameter? Find(string name) => All.FirstOrDefault(p => p.Name == name);

    /// <summary>The text of a parameter, whatever its type.</summary>
    public string? Text(string name) => Find(name)?.Text;

    /// <summary>The whole number of a parameter.</summary>
    public long? WholeNumber(string name) => Find(name)?.WholeNumber;

    /// <summary>The number of a parameter, whole or not.</summary>
    public double? Number(string name) => Find(name)?.Number;

    /// <summary>The truth value of a parameter.</summary>
    public bool? Boolean(string name) => Find(name)?.Boolean;
}
