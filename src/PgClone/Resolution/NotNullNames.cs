using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Table;

namespace PgClone.Resolution;

/// <summary>
/// Says which tables must leave those above them so that their NOT NULLs get the names that they should have. From 18 on an inherited NOT NULL is renamed
/// along with that above, where both have the same name, and not otherwise; and one that has children under another name is not renamed at all
/// (rename_constraint_internal in src/backend/commands/tablecmds.c).
/// </summary>
internal sealed class NotNullNames(DatabaseCatalog source, DatabaseCatalog target)
{
    /// <summary>True for a table that comes to the names of the source only by leaving those above it.</summary>
    public bool MustLeave(TableObject current, TableObject desired)
    {
        if (!target.Version.HasCataloguedNotNull) return false;
        var above = current.Above.Select(parent => (Current: target.Table(parent), Desired: source.Table(parent))).ToList();
        return above.Count > 0 && Pairs(current, desired).Any(own => MustLeave(own, [.. above.Select(parent => PairAbove(parent, own.Now.Name)).OfType<Pair>()]));
    }

    private static bool MustLeave(Pair own, IReadOnlyList<Pair> above)
    {
        if (above.Count == 0 || !(own.IsRenamed || above.Any(parent => parent.IsRenamed))) return false;
        return !(above is [{ IsRenamed: true } parent] && parent.NameNow == own.NameNow && (parent.NameThen == own.NameThen || own.TakesAnyName));
    }

    private static IEnumerable<Pair> Pairs(TableObject current, TableObject desired) =>
        from now in current.Columns
        join then in desired.Columns on now.Name equals then.Name
        where now.NotNull && then.NotNull
        select new Pair(current, now, desired, then);

    /// <summary>The NOT NULL that a table above keeps and that reaches those below; null where there is none. One that goes ties no names any more.</summary>
    private static Pair? PairAbove((TableObject? Current, TableObject? Desired) parent, string column)
    {
        var now = parent.Current?.Columns.FirstOrDefault(item => item.Name == column && item.NotNullReachesChildren);
        var then = parent.Desired?.Columns.FirstOrDefault(item => item.Name == column && item.NotNull);
        return now is null || then is null ? null : new(parent.Current!, now, parent.Desired!, then);
    }

    /// <summary>The NOT NULL of a column of a table, on the target and on the source.</summary>
    private sealed record Pair(TableObject TableNow, Column Now, TableObject TableThen, Column Then)
    {
        public string? NameNow => NameOf(TableNow, Now);

        public string? NameThen => NameOf(TableThen, Then);

        public bool IsRenamed => Then.NotNullConstraint.Value is null ? Now.NotNullName != Then.NotNullName : NameNow != NameThen;

        /// <summary>True for what a child of a source without such names has from its parents.</summary>
        public bool TakesAnyName => Then is { NotNullIsLocal.Value: false, NotNullConstraint.Value: null } && TableThen.PartitionOf is null;

        private static string? NameOf(TableObject table, Column column) => column.WithNotNullConstraint(table.Identity.Name).NotNullConstraint.Value;
    }
}
