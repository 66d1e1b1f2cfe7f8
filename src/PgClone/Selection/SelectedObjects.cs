using PgClone.Postgres.Catalog;
using PgClone.Postgres.Sql;

namespace PgClone.Selection;

/// <summary>What a clone takes from the source.</summary>
public sealed record SelectedObjects
{
    /// <summary>The objects as the target should have them.</summary>
    public required IReadOnlyDictionary<ObjectIdentity, CatalogObject> Objects { get; init; }

    /// <summary>True when the large objects are selected.</summary>
    public required bool LargeObjects { get; init; }

    /// <summary>What no selector named: it comes along because something selected is in it, or made by it.</summary>
    public required IReadOnlySet<ObjectIdentity> Unnamed { get; init; }

    /// <summary>Selected objects of kinds that cannot be cloned yet, left out because the plan says so.</summary>
    public required ValueList<UnsupportedObject> LeftOut { get; init; }

    /// <summary>What a reader of the plan should know.</summary>
    public required ValueList<string> Notes { get; init; }
}
