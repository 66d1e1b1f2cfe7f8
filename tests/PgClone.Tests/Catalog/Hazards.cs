using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Access;
using PgClone.Postgres.Catalog.ColumnDefault;
using PgClone.Postgres.Catalog.Composite;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.DefaultPrivileges;
using PgClone.Postgres.Catalog.Domain;
using PgClone.Postgres.Catalog.Enum;
using PgClone.Postgres.Catalog.Extension;
using PgClone.Postgres.Catalog.ForeignData;
using PgClone.Postgres.Catalog.Index;
using PgClone.Postgres.Catalog.MaterializedView;
using PgClone.Postgres.Catalog.Policy;
using PgClone.Postgres.Catalog.Routine;
using PgClone.Postgres.Catalog.Rule;
using PgClone.Postgres.Catalog.Schema;
using PgClone.Postgres.Catalog.Sequence;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Catalog.Trigger;
using PgClone.Postgres.Catalog.View;
using PgClone.Postgres.Sql;
using Xunit;
using static PgClone.Postgres.Sql.Hazard;

namespace PgClone.Tests.Catalog;

/// <summary>
/// What each change says it does to others, after the lock levels of PostgreSQL's manual (ALTER TABLE, Explicit Locking) and of tablecmds.c.
/// </summary>
public sealed class Hazards
{
    private static readonly Column A = Tables.Column("a");
    private static readonly TableObject Table = Tables.Of(A);

    [Fact]
    public void A_new_column_blocks_reads_and_rewrites_the_table_where_it_is_computed()
    {
        Assert.Equal(BlocksReads, Added(Tables.Column("b")));
        Assert.Equal(BlocksReads | RewritesTable, Added(Tables.Column("b") with { Generated = new("upper(a)", Stored: true) }));
        Assert.Equal(BlocksReads, Added(Tables.Column("b") with { Generated = new("upper(a)", Stored: false) }));
        Assert.Equal(BlocksReads | RewritesTable, Added(Tables.Column("b") with { IsOfDomain = true }));
        Assert.Equal(BlocksReads | RewritesTable, Added(Tables.Column("b") with { Identity = Identity }));

        static Hazard Added(Column column) => Single(Table, Tables.Of(A, column), "ADD COLUMN");
    }

    [Fact]
    public void What_a_column_is_computed_by_changes_while_nobody_reads_the_table()
    {
        var stored = A with { Generated = new("1", Stored: true), IsComputedAnew = true };
        var computed = A with { Generated = new("1", Stored: false), IsComputedAnew = true };

        Assert.Equal(BlocksReads, Single(Tables.Of(stored), Table, "DROP EXPRESSION"));
        Assert.Equal(BlocksReads | RewritesTable, Single(Tables.Of(stored), Tables.Of(stored with { Generated = new("2", Stored: true) }), "SET EXPRESSION AS (2)"));
        Assert.Equal(BlocksReads, Single(Tables.Of(computed), Tables.Of(computed with { Generated = new("2", Stored: false) }), "SET EXPRESSION AS (2)"));
        Assert.Null(Tables.Of(stored with { IsComputedAnew = false }).ChangeTo(Tables.Of(stored with { Generated = new("2", Stored: true) })));
    }

    [Fact]
    public void A_column_with_a_constant_default_is_added_with_its_value_and_one_without_is_NOT_NULL_once_rows_have_theirs()
    {
        var filled = Table.ChangeTo(Tables.Of(A, Tables.Column("b") with { NotNull = true, Fill = "'x'::text" }))!;
        var empty = Table.ChangeTo(Tables.Of(A, Tables.Column("b") with { NotNull = true }))!;

        Assert.Equal(["ALTER TABLE app.t ADD COLUMN b text DEFAULT 'x'::text NOT NULL", "ALTER TABLE app.t ALTER COLUMN b DROP DEFAULT"], filled.Select(statement => statement.Sql));
        Assert.Equal(["ALTER TABLE app.t ADD COLUMN b text", "ALTER TABLE app.t ALTER COLUMN b SET NOT NULL"], empty.Select(statement => statement.Sql));
        Assert.True(empty[1].TestsRows);
        Assert.All(filled.Concat(empty), statement => Assert.Equal(BlocksReads, statement.Hazard));
    }

    [Fact]
    public void An_attribute_that_goes_destroys_what_is_stored_of_it()
    {
        var type = new CompositeObject
        {
            Identity = new("type", "app", "c"), IsStored = true, IsBound = false,
            Attributes = [new() { Name = "x", Type = "integer", Collation = null, Comment = null }, new() { Name = "y", Type = "text", Collation = null, Comment = null }],
        };

        Assert.Equal(DestroysRows, All(type.ChangeTo(type with { Attributes = [type.Attributes[0]] })!));
        Assert.Equal(None, All((type with { IsStored = false }).ChangeTo(type with { Attributes = [type.Attributes[0]] })!));
        Assert.Equal(["ALTER TYPE app.c RENAME ATTRIBUTE y TO z"], type.ChangeTo(type with { Attributes = [type.Attributes[0], type.Attributes[1] with { Name = "z" }] })!.Select(statement => statement.Sql));
        Assert.Null(type.ChangeTo(type with { Attributes = [type.Attributes[0] with { Type = "bigint" }, type.Attributes[1]] }));
        Assert.Null(type.ChangeTo(type with { Attributes = [type.Attributes[1], type.Attributes[0]] }));
        Assert.Null((type with { IsBound = true }).ChangeTo(type with { Attributes = [type.Attributes[0]] }));
    }

    [Fact]
    public void Labels_of_an_enum_are_renamed_where_nothing_else_can_be_meant()
    {
        var type = new EnumObject { Identity = new("enum", "app", "e"), Labels = ["a", "b"] };

        Assert.Equal(["ALTER TYPE app.e RENAME VALUE 'a' TO 'c'"], type.ChangeTo(type with { Labels = ["c", "b"] })!.Select(statement => statement.Sql));
        Assert.Null(type.ChangeTo(type with { Labels = ["b", "a"] }));
        Assert.Null(type.ChangeTo(type with { Labels = ["b", "c"] }));
    }

    [Theory]
    [InlineData("7", "integer", true)]
    [InlineData("(-1.5)", "numeric(5,2)", true)]
    [InlineData("'it''s'::character varying", "character varying(9)", true)]
    [InlineData("'{}'::text[]", "text[]", true)]
    [InlineData("'a'::app.mood", "app.mood", true)]
    [InlineData("'a'::app.other", "app.mood", false)]
    [InlineData("'app.s'::regclass", "regclass", false)]
    [InlineData("now()", "timestamp with time zone", false)]
    [InlineData("nextval('app.s'::regclass)", "integer", false)]
    [InlineData("('now'::text)::date", "date", false)]
    [InlineData("('a'::text || 'b'::text)", "text", false)]
    public void Constants_among_defaults(string expression, string type, bool isConstant) => Assert.Equal(isConstant, ConstantDefault.Is(expression, type));

    [Fact]
    public void A_column_that_goes_destroys_what_is_in_it() => Assert.Equal(DestroysRows | BlocksReads, Single(Tables.Of(A, Tables.Column("b")), Table, "DROP COLUMN b"));

    [Fact]
    public void NOT_NULL_scans_the_table_while_nobody_reads_it()
    {
        var strict = Tables.Of(A with { NotNull = true });

        Assert.Equal(BlocksReads, Single(Table, strict, "SET NOT NULL"));
        Assert.Equal(BlocksReads, Single(strict, Table, "DROP NOT NULL"));
    }

    [Theory]
    [InlineData("SET STORAGE MAIN", BlocksReads)]
    [InlineData("SET COMPRESSION lz4", BlocksReads)]
    [InlineData("SET STATISTICS 5", None)]
    [InlineData("SET (n_distinct='5')", None)]
    public void Settings_of_a_column(string action, Hazard hazard) => Assert.Equal(hazard, Single(Table,
        Tables.Of(A with { Settings = new() { Storage = "MAIN", TypeStorage = "EXTENDED", Compression = "lz4", StatisticsTarget = 5, Options = ["n_distinct=5"] } }), action));

    [Theory]
    [InlineData("fillfactor=70", None)]
    [InlineData("autovacuum_enabled=false", None)]
    [InlineData("user_catalog_table=true", BlocksReads)]
    public void Storage_parameters(string option, Hazard hazard)
    {
        Assert.Equal(hazard, Single(Table, Table with { Options = [option] }, "SET ("));
        Assert.Equal(hazard, Single(Table with { Options = [option] }, Table, "RESET ("));
    }

    [Fact]
    public void Row_security_that_goes_widens_privileges()
    {
        var guarded = Table with { RowSecurity = true, ForceRowSecurity = true };

        Assert.Equal(BlocksReads, Single(Table, guarded, " ENABLE ROW LEVEL SECURITY"));
        Assert.Equal(BlocksReads | WidensPrivileges, Single(guarded, Table, "DISABLE ROW LEVEL SECURITY"));
        Assert.Equal(BlocksReads, Single(Table, guarded, " FORCE ROW LEVEL SECURITY"));
        Assert.Equal(BlocksReads | WidensPrivileges, Single(guarded, Table, "NO FORCE ROW LEVEL SECURITY"));
    }

    [Fact]
    public void What_moves_or_logs_a_table_rewrites_it()
    {
        Assert.Equal(BlocksReads | RewritesTable, Single(Table, Table with { Unlogged = true }, "SET UNLOGGED"));
        Assert.Equal(BlocksReads | RewritesTable, Single(Table with { Unlogged = true }, Table, "SET LOGGED"));
        Assert.Equal(BlocksReads | RewritesTable, Single(Table, Table with { Place = new("fast", "pg_default") }, "SET TABLESPACE fast"));
        Assert.Equal(BlocksReads, Single(Partitioned(Tables.Here), Partitioned(new("fast", "pg_default")), "SET TABLESPACE fast"));

        static TableObject Partitioned(Placement place) => Table with { PartitionKey = "RANGE (a)", Place = place };
    }

    [Fact]
    public void Marks_of_a_table()
    {
        Assert.Equal(None, Single(Table with { Marks = new(RelationMarks.Default, true) }, Table, "SET WITHOUT CLUSTER"));
        Assert.Equal(BlocksReads, Single(Table, Table with { Marks = new("FULL", false) }, "REPLICA IDENTITY FULL"));
    }

    [Fact]
    public void Identities()
    {
        var counted = Tables.Of(A with { Identity = Identity });

        Assert.Equal(BlocksReads, Single(Table, counted, "ADD GENERATED"));
        Assert.Equal(BlocksReads, Single(counted, Table, "DROP IDENTITY"));
        Assert.Equal(BlocksReads, Single(counted, Tables.Of(A with { Identity = Identity with { Always = false } }), "SET GENERATED BY DEFAULT"));
        Assert.Equal(BlocksWrites, Single(counted, Tables.Of(A with { Identity = Identity with { Options = Options with { Increment = 2 } } }), "ALTER SEQUENCE"));
        Assert.Equal(BlocksReads, Single(counted, Tables.Of(A with { Identity = Identity with { Unlogged = true } }), "SET UNLOGGED"));
    }

    [Fact]
    public void A_table_goes_with_its_rows_and_a_partition_comes_while_its_parent_may_wait()
    {
        Assert.Equal(DestroysRows | BlocksReads, Assert.Single(Table.Drop()).Hazard);
        Assert.Equal(BlocksReads, Assert.Single((Table with { PartitionOf = new(new("app", "p"), "DEFAULT") }).Attach()).Hazard);
        Assert.Equal([("ALTER TABLE ONLY app.p DETACH PARTITION app.t", BlocksReads)], Said((Table with { PartitionOf = new(new("app", "p"), "DEFAULT") }).Leave([new("app", "p")])));
        Assert.Equal([("ALTER TABLE app.t NO INHERIT app.p", BlocksReads)], Said(Table.Leave([new("app", "p")])));
        Assert.Equal([("ALTER TABLE app.t INHERIT app.p", BlocksReads)], Said(Table.Join([new("app", "p")])));

        static IEnumerable<(string, Hazard)> Said(IEnumerable<Statement> statements) => statements.Select(statement => (statement.Sql, statement.Hazard));
        Assert.Equal(None, All(Table.Create()));
    }

    [Fact]
    public void Defaults()
    {
        var value = new ColumnDefaultObject { Identity = new("default", "app", "t") { Member = "a" }, Expression = "now()", RelationKind = "table" };

        Assert.Equal(BlocksReads, All(value.Create()));
        Assert.Equal(BlocksReads, All(value.Drop()));
    }

    [Fact]
    public void Constraints()
    {
        Assert.Equal(BlocksReads, All(Constraint(ConstraintType.Check, "CHECK (a <> '')").Create()));
        Assert.Equal(BlocksWrites, All(Constraint(ConstraintType.ForeignKey, "FOREIGN KEY (a) REFERENCES app.u(a)").Create()));
        Assert.Equal(BlocksReads, All((Constraint(ConstraintType.PrimaryKey, "PRIMARY KEY (a)") with { Index = Settings }).Create()));
        Assert.Equal(BlocksReads, All(Constraint(ConstraintType.ForeignKey, "FOREIGN KEY (a) REFERENCES app.u(a)").Drop()));
        Assert.Equal(BlocksReads, Constraint(ConstraintType.Check, "CHECK (a <> '')").Rename("other").Hazard);
        // SHARE UPDATE EXCLUSIVE: it scans, and nobody waits.
        Assert.Equal(None, All((Constraint(ConstraintType.Check, "CHECK (a <> '') NOT VALID") with { IsValid = false }).ChangeTo(Constraint(ConstraintType.Check, "CHECK (a <> '')"))!));
    }

    [Fact]
    public void Indexes()
    {
        Assert.Equal(BlocksWrites, All(Index(Settings).Create()));
        Assert.Equal(BlocksReads, All(Index(Settings).Drop()));
        Assert.Equal(None, Index(Settings).Rename("other").Hazard);
        Assert.Equal(None, All(Index(Settings).ChangeTo(Index(Settings with { Options = ["fillfactor=70"], IsClustered = true }))!));
        Assert.Equal(BlocksReads, All(Index(Settings).ChangeTo(Index(Settings with { Options = ["fastupdate=off"] }))!));
        Assert.Equal(BlocksReads, All(Index(Settings).ChangeTo(Index(Settings with { IsReplicaIdentity = true }))!));
        Assert.Equal(BlocksReads, All(Index(Settings).ChangeTo(Index(Settings with { AttachedTo = new("app", "above") }))!));
        Assert.Equal(BlocksReads | RewritesTable, All(Index(Settings).ChangeTo(Index(Settings with { Place = new("fast", "pg_default") }))!));
    }

    [Fact]
    public void Triggers_and_rules()
    {
        var trigger = new TriggerObject { Identity = Member("trigger"), Definition = "CREATE TRIGGER m …", State = FiringState.Initial, RelationKind = "table" };
        var rule = new RuleObject { Identity = Member("rule"), Definition = "CREATE RULE m …", State = FiringState.Initial, RelationKind = "table" };

        Assert.Equal(BlocksWrites, All(trigger.Create()));
        Assert.Equal(BlocksReads, All(trigger.Drop()));
        Assert.Equal(BlocksWrites, All(trigger.ChangeTo(trigger with { State = "A" })!));
        Assert.Equal(BlocksReads, All(rule.Create()));
        Assert.Equal(BlocksReads, All(rule.Drop()));
        Assert.Equal(BlocksReads, All(rule.ChangeTo(rule with { State = FiringState.Disabled })!));
    }

    [Fact]
    public void Policies_widen_where_they_let_more_through()
    {
        var permissive = new PolicyObject { Identity = Member("policy"), IsPermissive = true, Command = "ALL", Roles = [], Using = "true", Check = null };

        Assert.Equal(BlocksReads | WidensPrivileges, All(permissive.Create()));
        Assert.Equal(BlocksReads, All(permissive.Drop()));
        Assert.Equal(BlocksReads, All((permissive with { IsPermissive = false }).Create()));
        Assert.Equal(BlocksReads | WidensPrivileges, All((permissive with { IsPermissive = false }).Drop()));
    }

    [Fact]
    public void Views_are_replaced_while_nobody_reads_them()
    {
        var view = new ViewObject { Identity = new("view", "app", "v"), Body = " SELECT 1", Options = ["security_invoker=true"], Columns = [] };

        Assert.Equal(BlocksReads, All(view.ChangeTo(view with { Body = " SELECT 2" })!));
        Assert.Equal(BlocksReads | WidensPrivileges, All(view.ChangeTo(view with { Options = [] })!));
        Assert.Equal(BlocksReads | WidensPrivileges, All(view.ChangeTo(view with { Options = ["security_invoker=false"] })!));
        Assert.Equal(BlocksReads, All(view.Drop()));
    }

    [Fact]
    public void Materialized_views()
    {
        var view = new MaterializedViewObject
        {
            Identity = new("materialized view", "app", "m"), Body = " SELECT 1", AccessMethod = null, Options = [], Columns = [],
            Marks = new(RelationMarks.Default, false), Place = Tables.Here, Populated = true,
        };

        Assert.Equal(None, All(view.ChangeTo(view with { Options = ["fillfactor=70"] })!));
        Assert.Equal(BlocksReads | RewritesTable, All(view.ChangeTo(view with { Place = new("fast", "pg_default") })!));
        Assert.Equal(None, All((view with { Marks = new(RelationMarks.Default, true) }).ChangeTo(view)!));
        Assert.Equal(BlocksReads, new Steps.RefreshView { View = new("app", "m"), WithData = true }.Hazards);
        Assert.Equal(BlocksReads, All(view.Drop()));
    }

    [Fact]
    public void Sequences()
    {
        var sequence = new SequenceObject { Identity = new("sequence", "app", "s"), Options = Options, Unlogged = false, OwnedBy = null };

        Assert.Equal(BlocksWrites, All(sequence.ChangeTo(sequence with { Options = Options with { Increment = 2 } })!));
        Assert.Equal(BlocksReads, All(sequence.Drop()));
    }

    [Fact]
    public void Domains_test_the_tables_that_use_them()
    {
        var domain = new DomainObject
        {
            Identity = new("domain", "app", "d"), BaseType = "text", Collation = null, Default = null, NotNull = false, NotNullName = null, NotNullComment = null, Constraints = [],
        };

        Assert.Equal(BlocksWrites, All(domain.ChangeTo(domain with { NotNull = true })!));
        Assert.Equal(None, All((domain with { NotNull = true }).ChangeTo(domain)!));
        Assert.Equal(BlocksWrites, All(domain.ChangeTo(domain with { Constraints = [new("c", "CHECK (VALUE <> '')", null)] })!));
        Assert.Equal(None, All(domain.ChangeTo(domain with { Constraints = [new("c", "CHECK (VALUE <> '') NOT VALID", null)] })!));
        Assert.Equal(None, All(domain.ChangeTo(domain with { Default = "'x'" })!));
    }

    [Fact]
    public void Functions_that_run_as_their_owner_widen_privileges()
    {
        var function = new RoutineObject
        {
            Identity = new("function", "app", "f") { Arguments = "()" }, Definition = "CREATE …", Result = "integer", Arguments = "", IsWindow = false, Defaults = 0, IsSecurityDefiner = false,
        };

        Assert.Equal(None, All(function.Create()));
        Assert.Equal(WidensPrivileges, All((function with { IsSecurityDefiner = true }).Create()));
        Assert.Equal(WidensPrivileges, All(function.ChangeTo(function with { Definition = "CREATE … SECURITY DEFINER …", IsSecurityDefiner = true })!));
    }

    [Fact]
    public void Grants_and_owners_widen_privileges()
    {
        var role = new Privilege { Grantee = "r", Word = "SELECT" };

        Assert.Equal(WidensPrivileges, All(Table.ChangeAccess(new(null, Privileges.Default), new(null, Privileges.Of([role], [])))));
        Assert.Equal(None, All(Table.ChangeAccess(new(null, Privileges.Of([role], [])), new(null, Privileges.Default))));
        Assert.Equal(BlocksReads | WidensPrivileges, All(Table.ChangeAccess(new("a", Privileges.Default), new("b", Privileges.Default))));
        Assert.Equal(WidensPrivileges, All(new SchemaObject { Identity = new("schema", null, "app") }.ChangeAccess(new("a", Privileges.Default), new("b", Privileges.Default))));
        Assert.Equal(WidensPrivileges, All(DefaultPrivilegesObject.Of("owner", "TABLES", null).ChangeAccess(new(null, Privileges.Default), new(null, Privileges.Of([role], [])))));
        Assert.Equal(WidensPrivileges, All(new UserMappingObject { Identity = new("user mapping", null, "s") { Member = "r" }, Options = [], Origin = new ObjectIdentity("user mapping", null, "s") }.Create()));
    }

    [Fact]
    public void An_extension_takes_the_rows_of_its_tables_along()
    {
        var extension = new ExtensionObject { Identity = new("extension", null, "e"), MemberSchema = "public", IsRelocatable = true, HasTables = false };

        Assert.Equal(None, All(extension.Drop()));
        Assert.Equal(DestroysRows | BlocksReads, All((extension with { HasTables = true }).Drop()));
    }

    private static readonly SequenceOptions Options = new() { DataType = "bigint", Start = 1, Increment = 1, Minimum = 1, Maximum = 9, Cache = 1, Cycles = false };

    private static readonly IdentityColumn Identity = new() { Always = true, Sequence = new("app", "t_a_seq"), Unlogged = false, Options = Options, Comment = null };

    private static readonly IndexSettings Settings = new()
    {
        AttachedTo = null, IsClustered = false, IsReplicaIdentity = false, Options = [], StatisticsTargets = [], Place = Tables.Here,
    };

    private static ObjectIdentity Member(string kind) => new(kind, "app", "t") { Member = "m" };

    private static IndexObject Index(IndexSettings settings) => new()
    {
        Identity = Member("index"), Definition = "CREATE INDEX m ON app.t USING btree (a)", Frame = "CREATE INDEX m ON app.t USING btree (a)", IsUnique = false, Settings = settings, RelationKind = "table",
        Unique = new UniqueTerms { Columns = [], Expressions = [], Predicate = null },
    };

    private static ConstraintObject Constraint(ConstraintType type, string definition) => new()
    {
        Identity = Member("constraint"), Type = type, RelationKind = "table", Definition = definition, IsValid = true, IsOnPartitioned = false, IsLocal = true, Columns = ["a"],
        References = null, ReferencedColumns = [], EqualityOperators = (ValueList<string>)[], Index = null, IndexComment = null,
    };

    private static Hazard Single(TableObject current, TableObject desired, string action) =>
        Assert.Single(current.ChangeTo(desired)!, statement => statement.Sql.Contains(action, StringComparison.Ordinal)).Hazard;

    private static Hazard All(IEnumerable<Statement> statements)
    {
        var list = statements.ToList();
        Assert.NotEmpty(list);
        return list.Aggregate(None, (all, statement) => all | statement.Hazard);
    }
}
