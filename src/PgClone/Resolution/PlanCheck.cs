using PgClone.Diagnostics;
using PgClone.Masks;
using PgClone.Plans;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Sql;

namespace PgClone.Resolution;

/// <summary>Finds what is wrong with a clone plan beyond its form, as far as that can be known without a server.</summary>
public static class PlanCheck
{
    /// <summary>Tells the bag of kinds, masks and filters that no database could make sense of.</summary>
    public static void Check(CloneDefinition clone, DiagnosticBag diagnostics)
    {
        foreach (var selector in clone.Objects.Where(selector => selector.Kind is not null)) CheckKind(selector, diagnostics);
        foreach (var filter in clone.Filters.Where(filter => filter.Where is not null)) CheckFilter(filter, diagnostics);
        foreach (var rule in clone.Masks?.Rules ?? []) CheckMask(rule, clone.Masks!, diagnostics);
    }

    private static void CheckKind(Selector selector, DiagnosticBag diagnostics)
    {
        if (!CatalogKinds.Words.Contains(selector.Kind!))
            diagnostics.Error(DiagnosticCodes.UnknownKind, $"'{selector.Kind}' is no kind of object", selector.Location, NearestName.Suggest(selector.Kind!, CatalogKinds.Words));
    }

    private static void CheckFilter(FilterRule filter, DiagnosticBag diagnostics)
    {
        if (ExpressionLexer.Problem(filter.Where!) is { } problem)
            diagnostics.Error(DiagnosticCodes.BadFilter, $"where of {filter.Pattern}: {problem}", filter.WhereLocation ?? filter.Location,
                "write one boolean expression over the table's columns");
    }

    private static void CheckMask(MaskRule rule, MaskSettings settings, DiagnosticBag diagnostics)
    {
        if (rule.Pattern.IsName && rule.Pattern.Pattern.Count(c => c == '.') < 2)
            diagnostics.Error(DiagnosticCodes.MaskMatchesNothing, $"mask rule \"{rule.Pattern}\" names no column", rule.Location,
                "write schema.table.column, or a glob such as \"*.email\"");
        if (MaskRegistry.Find(rule.Type) is not { } mask)
        {
            diagnostics.Error(DiagnosticCodes.UnknownMask, $"there is no mask '{rule.Type}'", rule.TypeLocation,
                NearestName.Suggest(rule.Type, [.. MaskRegistry.All.Select(known => known.Name)]));
            return;
        }

        foreach (var parameter in rule.Parameters.All.Where(given => !mask.Parameters.Contains(given.Name)))
            diagnostics.Error(DiagnosticCodes.UnknownMaskParameter, $"mask '{mask.Name}' takes no '{parameter.Name}'", parameter.NameLocation,
                NearestName.Suggest(parameter.Name, mask.Parameters) ?? "it takes none");
        if (mask.Problem(rule) is { } problem)
            diagnostics.Error(DiagnosticCodes.MaskDoesNotFit, $"mask '{mask.Name}' of {rule.Pattern}: {problem}", rule.TypeLocation, "correct its parameters");
        if (mask.NeedsKey && settings is { Key: null, KeyReference: null })
            diagnostics.Error(DiagnosticCodes.MaskNeedsKey, $"mask '{mask.Name}' needs masks.key", rule.TypeLocation,
                "without a secret key its results could be guessed, or would differ in every run: set masks.key to a secret variable");
    }
}
