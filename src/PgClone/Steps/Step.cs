using System.Text.Json.Serialization;
using PgClone.Postgres.Sql;

namespace PgClone.Steps;

/// <summary>
/// One thing to do, complete in itself: the saved plan, the ledger and the runner share it. Doing it again after a failure is safe,
/// because it commits whole or not at all.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "step")]
[JsonDerivedType(typeof(CreateDatabase), "createDatabase")]
[JsonDerivedType(typeof(CreateRole), "createRole")]
[JsonDerivedType(typeof(ChangeObject), "changeObject")]
[JsonDerivedType(typeof(RenameMember), "renameMember")]
[JsonDerivedType(typeof(CopyRows), "copyRows")]
[JsonDerivedType(typeof(MergeRows), "mergeRows")]
[JsonDerivedType(typeof(DeleteGoneRows), "deleteGoneRows")]
[JsonDerivedType(typeof(CopyConfiguration), "copyConfiguration")]
[JsonDerivedType(typeof(CopyLargeObjects), "copyLargeObjects")]
[JsonDerivedType(typeof(SetSequence), "setSequence")]
[JsonDerivedType(typeof(RefreshView), "refreshView")]
[JsonDerivedType(typeof(SwapTable), "swapTable")]
[JsonDerivedType(typeof(AnalyzeRelation), "analyzeRelation")]
[JsonDerivedType(typeof(Milestone), "milestone")]
public abstract record Step
{
    /// <summary>Its name.</summary>
    [JsonPropertyOrder(-2)]
    public abstract StepId Id { get; }

    /// <summary>What it does, as a phrase.</summary>
    [JsonPropertyOrder(-1)]
    public abstract string Summary { get; }

    /// <summary>The steps that must have succeeded before.</summary>
    [JsonPropertyOrder(1)]
    public ValueList<StepId> After { get; init; }

    /// <summary>The tables it locks.</summary>
    [JsonPropertyOrder(2)]
    public ValueList<StepLock> Locks { get; init; }

    /// <summary>The bytes it must read or write, as far as known; 0 for small work. Longer paths of them start first.</summary>
    [JsonPropertyOrder(3)]
    public long Bytes { get; init; }
}
