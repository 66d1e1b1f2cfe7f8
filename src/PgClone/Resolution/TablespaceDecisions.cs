using PgClone.Diagnostics;
using PgClone.Plans;
using PgClone.Postgres.Catalog;

namespace PgClone.Resolution;

/// <summary>Says in which tablespace of the target each object should be.</summary>
internal sealed class TablespaceDecisions(CloneDefinition clone, ServerTablespaces target)
{
    private readonly SortedSet<string> _missing = new(StringComparer.Ordinal);

    /// <summary>The object where it should be on the target.</summary>
    public CatalogObject Shape(CatalogObject desired) => desired.Placement is { Tablespace: not null } place ? desired.At(place.Mapped(NameOf)) : desired;

    /// <summary>Tells which tablespaces the target lacks.</summary>
    public void Report(DiagnosticBag diagnostics)
    {
        if (_missing.Count > 0)
            diagnostics.Error(DiagnosticCodes.MissingTablespaces, $"the target has no tablespace {string.Join(", ", _missing)}, which objects of the clone are in", clone.Location,
                "create them, or map them: tablespaces: { map: { theirs: ours } }, where \"\" is the tablespace of the database");
    }

    /// <summary>The name on the target; null for the tablespace of the database.</summary>
    private string? NameOf(string tablespace)
    {
        var name = clone.Tablespaces.FirstOrDefault(mapping => mapping.Source == tablespace) is { } mapping ? mapping.Target : tablespace;
        if (name is null || name == target.Usual) return null;
        if (!target.Names.Contains(name)) _missing.Add(name);
        return name;
    }
}
