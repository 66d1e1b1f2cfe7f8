using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.View;

/// <summary>A view.</summary>
public sealed record ViewObject : CatalogObject
{
    /// <summary>The query, as pg_get_viewdef prints it, without the semicolon.</summary>
    public required string Body { get; init; }

    /// <summary>security_barrier, security_invoker and check_option; in the order in which they were given.</summary>
    public required ValueList<string> Options { get; init; }

    /// <summary>The columns in their order.</summary>
    public required ValueList<ViewColumn> Columns { get; init; }

    /// <inheritdoc/>
    public override int OldestVersion => Options.Any(option => option.StartsWith("security_invoker", StringComparison.Ordinal)) ? 15 : base.OldestVersion;

    /// <inheritdoc/>
    protected override string SqlAddress => $"VIEW {Name.Sql}";

    /// <inheritdoc/>
    protected override Hazard Lock => Hazard.BlocksReads;

    /// <inheritdoc/>
    protected override string GrantAddress => $"TABLE {Name.Sql}";

    private QualifiedName Name => new(Identity.Schema!, Identity.Name);

    /// <summary>A view of the same columns that needs nothing but their types; <see cref="CreateOrReplace"/> gives it its body.</summary>
    public Statement CreateStub() => $"CREATE VIEW {Name.Sql} AS {Stub}";

    /// <summary>What makes a view that stands such a stub: then it needs nothing else any longer.</summary>
    public Statement Empty() => new($"CREATE OR REPLACE VIEW {Name.Sql} AS {Stub}", Hazard.BlocksReads);

    /// <summary>What gives a view that stands the body, options and comments of this one.</summary>
    public IEnumerable<Statement> CreateOrReplace() => [Define("CREATE OR REPLACE VIEW"), .. ViewColumns.Describe(Name, [], Columns), .. CreateComment()];

    /// <inheritdoc/>
    public override CatalogObject WithoutComments() => this with { Comment = null, Columns = ViewColumns.WithoutComments(Columns) };

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() => [Define("CREATE VIEW"), .. ViewColumns.Describe(Name, [], Columns)];

    /// <summary>CREATE OR REPLACE keeps the columns there are and may add some behind them (its manual page).</summary>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired)
    {
        var wanted = (ViewObject)desired;
        if (!ViewColumns.WithoutComments(Columns).SequenceEqual(ViewColumns.WithoutComments(wanted.Columns).Take(Columns.Count))) return null;
        // It also sets the options anew, all of them.
        var redefine = wanted.Body != Body || wanted.Options != Options || wanted.Columns.Count != Columns.Count;
        var hazard = Hazard.BlocksReads | (LosesGuards(wanted) ? Hazard.WidensPrivileges : Hazard.None);
        return
        [
            .. redefine ? [wanted.Define("CREATE OR REPLACE VIEW") with { Hazard = hazard }] : Array.Empty<Statement>(),
            .. ViewColumns.Describe(Name, Columns, wanted.Columns),
        ];
    }

    /// <summary>True when it no longer runs with the privileges of its reader, or no longer keeps functions of the reader from rows that it hides.</summary>
    private bool LosesGuards(ViewObject wanted) => Guards.Except(wanted.Guards).Any();

    private IEnumerable<string> Guards => Options.Select(option => option.Split('='))
        .Where(option => option is ["security_invoker" or "security_barrier", not ("false" or "off" or "no" or "0")]).Select(option => option[0]);

    private string Stub => "SELECT " + string.Join(", ",
        Columns.Select(column => $"NULL::{column.Type}{(column.Collation is null ? "" : $" COLLATE {column.Collation}")} AS {Identifier.Quote(column.Name)}"));

    private Statement Define(string create) =>
        $"{create} {Name.Sql}{ViewColumns.List(Columns)}{RelationOptions.With(Options)} AS\n{Body}";
}
