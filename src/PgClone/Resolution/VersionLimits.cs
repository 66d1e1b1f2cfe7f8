using PgClone.Diagnostics;
using PgClone.Plans;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Connect;
using PgClone.Selection;

namespace PgClone.Resolution;

/// <summary>Finds what is selected and what the target's PostgreSQL refuses, being newer or older: told before anything is done, with the reason.</summary>
internal static class VersionLimits
{
    public static void Check(SelectedObjects selected, ServerVersion target, CloneDefinition clone, DiagnosticBag diagnostics)
    {
        foreach (var item in selected.Objects.Values.Where(item => item.OldestVersion > target.Major).OrderBy(item => item.Identity))
            diagnostics.Error(DiagnosticCodes.NewerThanTarget, $"{item.Identity} needs PostgreSQL {item.OldestVersion}, and the target is {target}", clone.Location,
                $"exclude it (\"!{item.Identity.Kind}:{item.Identity.Address}\"), or clone to a newer server");
        if (!target.ChecksInheritedGeneration) return;
        foreach (var table in selected.Objects.Values.OfType<TableObject>().OrderBy(table => table.Identity))
            foreach (var (column, parent) in GeneratedBelowPlain(table, selected))
                diagnostics.Error(DiagnosticCodes.RefusedByVersion,
                    $"{target} refuses {table.Identity}: its column {column} is generated, and that of its parent {parent.Name} is not", clone.Location,
                    $"exclude \"{table.Identity.QualifiedName}\", or make both columns alike on the source");
    }

    private static IEnumerable<(string Column, TableObject Parent)> GeneratedBelowPlain(TableObject table, SelectedObjects selected) =>
        from name in table.Above
        from kind in new[] { TableKind.Word, ForeignTableKind.Word }
        let parent = selected.Objects.GetValueOrDefault(new(kind, name.Schema, name.Name)) as TableObject
        where parent is not null
        from column in table.Columns
        where column.Generated is not null && parent.Columns.Any(other => other.Name == column.Name && other.Generated is null)
        select (column.Name, parent);
}
