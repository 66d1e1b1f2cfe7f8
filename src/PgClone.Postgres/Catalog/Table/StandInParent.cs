using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Table;

/// <summary>
/// Makes a child whose parents got columns after it was made. CREATE TABLE … INHERITS would put those before the child's own, and ALTER TABLE … INHERIT
/// makes all that is inherited the child's own as well, which pg_dump shows. So a helper stands in for the parents while the child is made: it gets the
/// inherited columns, checks and NOT NULLs one after the other, as they lie between the child's own, and the child has them from it. Once the child
/// knows its parents too, the helper goes: what both have stays inherited (MergeAttributesIntoExisting and RemoveInheritance in
/// src/backend/commands/tablecmds.c).
/// </summary>
internal sealed class StandInParent(TableObject table, IReadOnlyCollection<ConstraintObject> own, IReadOnlyCollection<ConstraintObject> fromParents)
{
    private readonly string _helper = new QualifiedName(table.Name.Schema, NameOf(table.Identity)).Sql;

    /// <summary>
    /// True when the child has something from its parents alone, and not by its own declaration; and when the columns can be made in their order.
    /// </summary>
    public bool IsNeeded => (fromParents.Count > 0 || table.Columns.Any(column => column.IsInherited.Value && (!column.IsLocal.Value || HasInheritedConstraint(column))))
        && !GeneratedTooEarly;

    /// <summary>
    /// The statements up to the child with all its columns, checks, NOT NULLs and parents. <paramref name="create"/> writes CREATE TABLE with elements and parents.
    /// </summary>
    public IEnumerable<Statement> Create(Func<IReadOnlyList<string>, IReadOnlyList<string>, Statement> create)
    {
        yield return $"CREATE TABLE {_helper} ()";
        yield return create([], [_helper]);
        foreach (var statement in table.Columns.SelectMany(Add)) yield return statement;
        if (Alter(_helper, [.. fromParents.Select(check => check.Clause), .. table.Columns.Where(HasInheritedConstraint).Select(NotNullStatements.SharedClause)]) is { } inherited)
            yield return inherited;
        if (Alter(table.Name.Sql, [.. table.Columns.Where(HasOwnConstraint).Select(NotNullStatements.TableClause), .. own.Select(check => check.Clause)]) is { } declared)
            yield return declared;
        // Before 18 a NOT NULL is nobody's in particular.
        foreach (var column in table.Columns.Where(column => column is { NotNull: true, NotNullConstraint.Value: null }))
            yield return TableStatements.Alter(table, column, "SET NOT NULL");
        foreach (var column in table.Columns.Where(column => column.Identity is not null)) yield return TableStatements.Identify(table, column);
        foreach (var parent in table.Parents) yield return $"ALTER TABLE ONLY {table.Name.Sql} INHERIT {parent.Sql}";
        yield return $"ALTER TABLE ONLY {table.Name.Sql} NO INHERIT {_helper}";
        yield return $"DROP TABLE {_helper}";
    }

    /// <summary>A column of both is the child's first, and merges with that of the helper.</summary>
    private IEnumerable<Statement> Add(Column column)
    {
        var bare = column with { NotNull = false, Identity = null };
        if (column.IsLocal.Value) yield return $"ALTER TABLE {table.Name.Sql} ADD COLUMN {bare.Definition(null)}";
        if (!column.IsInherited.Value) yield break;
        var shared = bare with { Generated = column.IsLocal.Value ? null : bare.Generated };
        yield return $"ALTER TABLE {_helper} ADD COLUMN {shared.Definition(null)}";
    }

    /// <summary>From 17 on an expression can be changed to one that uses later columns; such a column cannot come before them.</summary>
    private bool GeneratedTooEarly => table.Columns.Index().Any(place => place.Item is { Generated: { } generated }
        && table.Columns.Skip(place.Index + 1).Any(later => ExpressionLexer.Mentions(generated.Expression, later.Name)));

    private static bool HasInheritedConstraint(Column column) => column is { NotNull: true, NotNullConstraint.Value: not null, NotNullIsLocal.Value: false };

    private static bool HasOwnConstraint(Column column) => column is { NotNull: true, NotNullConstraint.Value: not null, NotNullIsLocal.Value: true };

    private static Statement? Alter(string relation, IReadOnlyCollection<string> elements) =>
        elements.Count == 0 ? null : new Statement($"ALTER TABLE {relation} ADD {string.Join(", ADD ", elements)}");

    // Steps run side by side, so each has a name of its own.
    private static string NameOf(ObjectIdentity identity) => Identifier.Hashed("pgclone_", identity.ToString(), 16);
}
