using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog;

/// <summary>Storage parameters and other name=value options of relations and columns, in the order in which they were given.</summary>
public static class RelationOptions
{
    /// <summary>The options of pg_class <c>c</c> and of its TOAST table <c>toast</c> as SQL, the latter with the prefix toast.</summary>
    public const string WithToast =
        "c.reloptions || ARRAY(SELECT 'toast.' || t.o FROM pg_catalog.unnest(toast.reloptions) WITH ORDINALITY AS t(o, place) ORDER BY t.place)";

    /// <summary>The WITH clause with a space before it; empty for no options.</summary>
    public static string With(ValueList<string> options) => options.Count == 0 ? "" : $" WITH ({List(options)})";

    /// <summary>The options with quoted values: <c>fillfactor='70', toast.autovacuum_enabled='false'</c>.</summary>
    public static string List(ValueList<string> options) => string.Join(", ", options.Select(Quote));

    /// <summary>
    /// The ALTER actions from one list of options to another: RESET what is gone, SET what is new or other. SET puts what it sets at the end
    /// (transformRelOptions in src/backend/access/common/reloptions.c), so where that is not the order wanted all are given anew.
    /// </summary>
    public static IEnumerable<string> Changes(ValueList<string> current, ValueList<string> desired)
    {
        var added = desired.Except(current).ToValueList();
        var inPlace = current.Where(desired.Contains).Concat(added).SequenceEqual(desired);
        var names = desired.Select(Name).ToHashSet(StringComparer.Ordinal);
        var gone = current.Select(Name).Where(name => !inPlace || !names.Contains(name)).ToList();
        if (gone.Count > 0) yield return $"RESET ({string.Join(", ", gone.Select(QuoteName))})";
        var set = inPlace ? added : desired;
        if (set.Count > 0) yield return $"SET ({List(set)})";
    }

    private static string Quote(string option) =>
        $"{QuoteName(Name(option))}={Literal.Quote(option[(option.IndexOf('=', StringComparison.Ordinal) + 1)..])}";

    private static string QuoteName(string name) => string.Join('.', name.Split('.').Select(Identifier.Quote));

    private static string Name(string option) => option[..option.IndexOf('=', StringComparison.Ordinal)];
}
