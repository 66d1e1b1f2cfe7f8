using PgClone.Postgres.Catalog.View;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.MaterializedView;

/// <summary>A materialized view. Its rows are computed on the target, never copied.</summary>
public sealed record MaterializedViewObject : CatalogObject
{
    /// <summary>The query, as pg_get_viewdef prints it, without the semicolon.</summary>
    public required string Body { get; init; }

    /// <summary>The table access method, null for heap.</summary>
    public required string? AccessMethod { get; init; }

    /// <summary>Storage parameters, those of the TOAST table with the prefix toast.; in the order in which they were given.</summary>
    public required ValueList<string> Options { get; init; }

    /// <summary>The columns in their order.</summary>
    public required ValueList<ViewColumn> Columns { get; init; }

    /// <summary>Its replica identity, and whether it is clustered.</summary>
    public required RelationMarks Marks { get; init; }

    /// <summary>The tablespace.</summary>
    public required Placement Place { get; init; }

    /// <summary>True when it has been computed.</summary>
    public required NotCompared<bool> Populated { get; init; }

    /// <inheritdoc/>
    protected override IEnumerable<string> Remarks => Marks.Remarks;

    /// <inheritdoc/>
    protected override string SqlAddress => $"MATERIALIZED VIEW {Name.Sql}";

    /// <inheritdoc/>
    protected override Hazard Lock => Hazard.BlocksReads;

    /// <inheritdoc/>
    protected override string GrantAddress => $"TABLE {Name.Sql}";

    private QualifiedName Name => new(Identity.Schema!, Identity.Name);

    /// <inheritdoc/>
    public override Placement? Placement => Place;

    /// <inheritdoc/>
    public override CatalogObject At(Placement placement) => this with { Place = placement };

    /// <inheritdoc/>
    public override CatalogObject WithoutComments() => this with { Comment = null, Columns = ViewColumns.WithoutComments(Columns) };

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() =>
    [
        string.Concat(
            $"CREATE {SqlAddress}{ViewColumns.List(Columns)}",
            AccessMethod is null ? "" : $" USING {Identifier.Quote(AccessMethod)}",
            $"{RelationOptions.With(Options)}{Place.Clause} AS\n{Body}\nWITH NO DATA"),
        .. Columns.SelectMany(column => column.Settings.Actions().Select(action => Alter($"ALTER COLUMN {Identifier.Quote(column.Name)} {action}"))),
        .. Marks.Actions().Select(Alter),
        .. ViewColumns.Describe(Name, [], Columns),
    ];

    /// <inheritdoc/>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired)
    {
        var wanted = (MaterializedViewObject)desired;
        if (wanted with { Comment = Comment, Options = Options, Marks = Marks, Place = Place, Columns = ViewColumns.Frames(wanted.Columns) }
            != this with { Columns = ViewColumns.Frames(Columns) }) return null;
        return
        [
            .. RelationOptions.Changes(Options, wanted.Options).Select(action => new Statement($"ALTER {SqlAddress} {action}", AlterActions.HazardOf(action))),
            .. Columns.Zip(wanted.Columns).SelectMany(pair => pair.First.Settings.ActionsTo(pair.Second.Settings)
                .Select(action => Alter($"ALTER COLUMN {Identifier.Quote(pair.Second.Name)} {action}") with { Hazard = AlterActions.HazardOf(action) })),
            .. Place.MoveTo(wanted.Place, SqlAddress),
            .. Marks.ActionsTo(wanted.Marks).Select(action => Alter(action) with { Hazard = AlterActions.HazardOf(action) }),
            .. ViewColumns.Describe(Name, Columns, wanted.Columns),
        ];
    }

    private Statement Alter(string action) => $"ALTER TABLE ONLY {Name.Sql} {action}";
}
