using PgClone.Postgres.Catalog.ForeignData;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Table;

/// <summary>Finds the ALTERs that turn one table into another, where PostgreSQL has them.</summary>
internal static class TableChange
{
    /// <summary>Null when the table must be made again: another type, collation, generation, order of columns, parent or partition key.</summary>
    public static IReadOnlyList<Statement>? Between(TableObject current, TableObject desired)
    {
        if (!SameFrame(current, desired) || !ColumnsCanFollow(current, desired)) return null;
        return [.. Columns(current, desired), .. Flags(current, desired), .. Logs(current, desired)];
    }

    private static bool SameFrame(TableObject current, TableObject desired) =>
        current.AccessMethod == desired.AccessMethod && current.Foreign?.Server == desired.Foreign?.Server && current.OfType == desired.OfType
        && current.PartitionKey == desired.PartitionKey && current.PartitionOf == desired.PartitionOf && current.Parents == desired.Parents
        && (current.Unlogged == desired.Unlogged || desired.HoldsRows);

    /// <summary>Kept columns in their order first, then new ones: what DROP COLUMN and ADD COLUMN can give.</summary>
    private static bool ColumnsCanFollow(TableObject current, TableObject desired)
    {
        var wanted = desired.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        var kept = current.Columns.Where(column => wanted.ContainsKey(column.Name)).ToList();
        return kept.Select(column => column.Name).SequenceEqual(desired.Columns.Take(kept.Count).Select(column => column.Name))
            && kept.All(column => CanFollow(column, wanted[column.Name]))
            && ComeInOrder([.. desired.Columns.Skip(kept.Count)])
            && (desired.OfType is null || (kept.Count == current.Columns.Count && kept.Count == desired.Columns.Count));
    }

    /// <summary>
    /// Parents are changed before their children, so what comes from a parent comes first, in the order of the parent; and what a child declares too
    /// would be there already. Who of several parents is changed first nobody knows here.
    /// </summary>
    private static bool ComeInOrder(List<Column> added)
    {
        var inherited = added.TakeWhile(column => !column.IsLocal.Value).Select(column => column.InheritedPlace.Value).ToList();
        return added.Skip(inherited.Count).All(column => column is { IsLocal.Value: true, IsInherited.Value: false })
            && inherited.Select(place => place / TableRelation.PlacesOfParent).Distinct().Count() <= 1 && inherited.SequenceEqual(inherited.Order());
    }

    private static bool CanFollow(Column current, Column desired) =>
        current.Type == desired.Type && current.Collation == desired.Collation && (current.Generated == desired.Generated || CanComputeOtherwise(current, desired));

    /// <summary>A stored column becomes an ordinary one with the values it has; what a child has from above changes there. Another expression is computed at once.</summary>
    private static bool CanComputeOtherwise(Column current, Column desired) => (current.Generated, desired.Generated) switch
    {
        ({ Stored: true }, null) => !current.IsInherited.Value || !current.GeneratedIsLocal.Value,
        ({ Stored: var was }, { Stored: var shall }) => was == shall && current.IsComputedAnew.Value,
        _ => false,
    };

    private static IEnumerable<Statement> Columns(TableObject current, TableObject desired)
    {
        var old = current.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        var wanted = desired.Columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        // What only a parent declares comes and goes with the parent. A generated column goes before those that it is computed from.
        foreach (var column in current.Columns.Where(column => !wanted.Contains(column.Name) && column.IsLocal.Value).OrderBy(column => column.Generated is null))
            yield return new($"ALTER TABLE {desired.Name.Sql} DROP COLUMN {Identifier.Quote(column.Name)}",
                desired.Foreign is null ? Hazard.DestroysRows | Hazard.BlocksReads : Hazard.BlocksReads);
        foreach (var column in desired.Columns)
        {
            if (old.TryGetValue(column.Name, out var before))
            {
                foreach (var statement in Column(desired, before, column)) yield return statement;
            }
            else
            {
                foreach (var statement in Add(desired, column)) yield return statement;
            }
        }
    }

    /// <summary>
    /// A default that is there while the column is added is the value of the rows that are there, and none of them is written. It is no default of the tables
    /// below, so it goes at once, and whoever has it gets it by itself.
    /// </summary>
    private static IEnumerable<Statement> Add(TableObject table, Column column)
    {
        var added = table.Foreign is null ? column.AsAdded() : column;
        if (column.IsLocal.Value)
        {
            var rewrites = table.Foreign is null && column.IsComputedWhenAdded ? Hazard.RewritesTable : Hazard.None;
            yield return new($"ALTER TABLE {table.Name.Sql} ADD COLUMN {added.Definition(column.Fill.Value)}", Hazard.BlocksReads | rewrites);
            if (column.Fill.Value is not null) yield return new($"ALTER TABLE {table.Name.Sql} ALTER COLUMN {Identifier.Quote(column.Name)} DROP DEFAULT", Hazard.BlocksReads);
        }

        foreach (var statement in TableStatements.Settings(table, added)) yield return statement;
        if (added.NotNull != column.NotNull)
            foreach (var statement in NotNullStatements.AddLater(table, column)) yield return statement;
    }

    private static IEnumerable<Statement> Column(TableObject table, Column current, Column desired)
    {
        Statement Alter(string action) => TableStatements.Alter(table, desired, action) with { Hazard = AlterActions.HazardOf(action) };

        if (current.Generated != desired.Generated && desired.Generated is { } generation)
            yield return Alter($"SET EXPRESSION AS ({generation.Expression})") with { Hazard = Hazard.BlocksReads | (generation.Stored ? Hazard.RewritesTable : Hazard.None) };
        else if (current.Generated is not null && desired.Generated is null && !current.IsInherited.Value)
            yield return new($"ALTER TABLE {table.Name.Sql} ALTER COLUMN {Identifier.Quote(desired.Name)} DROP EXPRESSION", Hazard.BlocksReads);
        foreach (var statement in NotNullStatements.Between(table, current, desired)) yield return statement;
        // Only what is NOT NULL can be an identity.
        var becomesNotNull = desired.NotNull && !current.NotNull && table.Foreign is null;
        foreach (var statement in Identity(table, current.Identity, desired))
            yield return statement with { TestsRows = !statement.ComesFirst && becomesNotNull };
        foreach (var action in current.Settings.ActionsTo(desired.Settings)) yield return Alter(action);
        if (ForeignOptions.Change(current.ForeignOptions, desired.ForeignOptions, desired.SecretPrefix) is { } options) yield return Alter(options);
        if (current.Comment != desired.Comment) yield return TableStatements.Describe(table, desired);
    }

    /// <summary>Never with ONLY: partitions have the identity of the partitioned table (17 and later), and no other children have it.</summary>
    private static IEnumerable<Statement> Identity(TableObject table, IdentityColumn? current, Column column)
    {
        var desired = column.Identity;
        var alter = $"ALTER TABLE {table.Name.Sql} ALTER COLUMN {Identifier.Quote(column.Name)}";
        // A sequence of another name is made again with the identity; its value is set afterwards anyway.
        if (IsMadeAgain(current, desired))
        {
            if (current is not null) yield return new($"{alter} DROP IDENTITY", Hazard.BlocksReads) { ComesFirst = true };
            if (desired is null) yield break;
            yield return new($"{alter} ADD{desired.Sql}", Hazard.BlocksReads);
            foreach (var statement in desired.Complete(column.Type)) yield return statement;
        }
        else if (desired is not null)
        {
            if (current!.Always != desired.Always) yield return new($"{alter} SET GENERATED {desired.Mode}", Hazard.BlocksReads);
            if (current.Options != desired.Options) yield return desired.DefineFrom(current.Options) with { Hazard = Hazard.BlocksWrites };
            if (current.Comment != desired.Comment) yield return desired.Describe();
        }
    }

    private static bool IsMadeAgain(IdentityColumn? current, IdentityColumn? desired) => current?.Sequence != desired?.Sequence;

    /// <summary>SET LOGGED and SET UNLOGGED take the sequences of the table along, and a new one is made as its table is.</summary>
    private static IEnumerable<Statement> Logs(TableObject current, TableObject desired)
    {
        var old = current.Columns.ToDictionary(column => column.Name, column => column.Identity, StringComparer.Ordinal);
        return desired.Columns.Where(column => column.Identity is not null).SelectMany(column =>
        {
            var before = old.GetValueOrDefault(column.Name);
            var follows = current.Unlogged != desired.Unlogged || IsMadeAgain(before, column.Identity);
            return column.Identity!.Log(follows ? desired.Unlogged : before!.Unlogged).Select(statement => statement with { Hazard = Hazard.BlocksReads });
        });
    }

    private static IEnumerable<Statement> Flags(TableObject current, TableObject desired)
    {
        Statement Alter(string action) => new($"ALTER TABLE ONLY {desired.Name.Sql} {action}", AlterActions.HazardOf(action));

        if (current.Unlogged != desired.Unlogged)
            yield return Alter(desired.Unlogged ? "SET UNLOGGED" : "SET LOGGED");
        foreach (var action in RelationOptions.Changes(current.Options, desired.Options)) yield return Alter(action);
        if (current.RowSecurity != desired.RowSecurity) yield return Alter(desired.RowSecurity ? "ENABLE ROW LEVEL SECURITY" : "DISABLE ROW LEVEL SECURITY");
        if (current.ForceRowSecurity != desired.ForceRowSecurity)
            yield return Alter(desired.ForceRowSecurity ? "FORCE ROW LEVEL SECURITY" : "NO FORCE ROW LEVEL SECURITY");
        // What holds no rows only says where its partitions go.
        foreach (var statement in current.Place.MoveTo(desired.Place, $"TABLE ONLY {desired.Name.Sql}"))
            yield return desired.HoldsRows ? statement : statement with { Hazard = Hazard.BlocksReads };
        foreach (var action in current.Marks.ActionsTo(desired.Marks)) yield return Alter(action);
        if (ForeignOptions.Change(current.Foreign?.Options ?? [], desired.Foreign?.Options ?? []) is { } options) yield return Alter(options);
    }
}
