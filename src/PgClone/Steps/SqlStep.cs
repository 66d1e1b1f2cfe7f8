using System.Text.Json.Serialization;
using PgClone.Postgres.Sql;

namespace PgClone.Steps;

/// <summary>A step that is nothing but statements on the target, run in one transaction. Several small ones may share it.</summary>
public abstract record SqlStep : Step
{
    /// <summary>A step that reads this many bytes or more runs alone, so that others of its kind run beside it.</summary>
    public const long LargeBytes = 16L << 20;

    /// <summary>The statements, in order.</summary>
    public abstract IReadOnlyList<Statement> Sql();

    /// <summary>True for one that shares its transaction with no other.</summary>
    [JsonIgnore]
    public virtual bool RunsAlone => Bytes >= LargeBytes;

    /// <summary>What the statements may do to others, together.</summary>
    public Hazard Hazards => Sql().Aggregate(Hazard.None, (all, statement) => all | statement.Hazard);
}
