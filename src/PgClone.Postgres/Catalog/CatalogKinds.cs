using PgClone.Postgres.Catalog.AccessMethod;
using PgClone.Postgres.Catalog.Aggregate;
using PgClone.Postgres.Catalog.BaseType;
using PgClone.Postgres.Catalog.Cast;
using PgClone.Postgres.Catalog.Collation;
using PgClone.Postgres.Catalog.ColumnDefault;
using PgClone.Postgres.Catalog.Composite;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.DatabaseSettings;
using PgClone.Postgres.Catalog.DefaultPrivileges;
using PgClone.Postgres.Catalog.Conversion;
using PgClone.Postgres.Catalog.Domain;
using PgClone.Postgres.Catalog.Enum;
using PgClone.Postgres.Catalog.EventTrigger;
using PgClone.Postgres.Catalog.Extension;
using PgClone.Postgres.Catalog.ForeignData;
using PgClone.Postgres.Catalog.Index;
using PgClone.Postgres.Catalog.Language;
using PgClone.Postgres.Catalog.MaterializedView;
using PgClone.Postgres.Catalog.Operator;
using PgClone.Postgres.Catalog.OperatorClass;
using PgClone.Postgres.Catalog.OperatorFamily;
using PgClone.Postgres.Catalog.Policy;
using PgClone.Postgres.Catalog.Publication;
using PgClone.Postgres.Catalog.Range;
using PgClone.Postgres.Catalog.Routine;
using PgClone.Postgres.Catalog.Rule;
using PgClone.Postgres.Catalog.Schema;
using PgClone.Postgres.Catalog.Sequence;
using PgClone.Postgres.Catalog.Statistics;
using PgClone.Postgres.Catalog.Subscription;
using PgClone.Postgres.Catalog.SystemObject;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Catalog.TextSearch;
using PgClone.Postgres.Catalog.Transform;
using PgClone.Postgres.Catalog.Trigger;
using PgClone.Postgres.Catalog.View;
using PgClone.Postgres.LargeObjects;

namespace PgClone.Postgres.Catalog;

/// <summary>
/// The registry of object kinds, in the order in which objects are created where nothing else decides. A new kind is a folder and a line here.
/// </summary>
public static class CatalogKinds
{
    /// <summary>Every kind that is read and written.</summary>
    public static IReadOnlyList<CatalogKind> All { get; } =
    [
        new SchemaKind(),
        new ExtensionKind(),
        new CollationKind(),
        new EnumKind(),
        new DomainKind(),
        new CompositeKind(),
        new BaseTypeKind(),
        new RangeKind(),
        new FunctionKind(),
        new ProcedureKind(),
        new LanguageKind(),
        new CastKind(),
        new TransformKind(),
        new OperatorKind(),
        new OperatorFamilyKind(),
        new OperatorClassKind(),
        new AggregateKind(),
        new AccessMethodKind(),
        new ConversionKind(),
        new TextSearchParserKind(),
        new TextSearchTemplateKind(),
        new TextSearchDictionaryKind(),
        new TextSearchConfigurationKind(),
        new ForeignDataWrapperKind(),
        new ForeignServerKind(),
        new UserMappingKind(),
        new TableKind(),
        new ForeignTableKind(),
        new SequenceKind(),
        new ColumnDefaultKind(),
        new ViewKind(),
        new MaterializedViewKind(),
        new ConstraintKind(),
        new IndexKind(),
        new StatisticsKind(),
        new RuleKind(),
        new TriggerKind(),
        new PolicyKind(),
        new PublicationKind(),
        new SubscriptionKind(),
        new SystemObjectKind(),
        new DatabaseSettingsKind(),
        new DefaultPrivilegesKind(),
        new EventTriggerKind(),
    ];

    /// <summary>The words for all kinds, those that cannot be cloned yet included.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. All.Select(kind => kind.Name), LargeObjectSet.Kind, .. UnsupportedObject.Kinds];

    private static readonly Dictionary<string, int> Ranks =
        All.Select((kind, rank) => (kind.Name, rank)).ToDictionary(pair => pair.Name, pair => pair.rank, StringComparer.Ordinal);

    /// <summary>The place of a kind in the order of creation, smaller first.</summary>
    public static int Rank(string kind) => Ranks[kind];
}
