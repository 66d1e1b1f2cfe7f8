using PgClone.Diagnostics;
using PgClone.Plans.Variables;
using PgClone.Plans.Yaml;

namespace PgClone.Plans.Sections;

/// <summary>
/// What every section is read with. Sections read what they can: a value of the wrong type was reported by the schema, and is
/// passed over in silence so that one mistake gives one diagnostic.
/// </summary>
internal sealed record PlanContext(DiagnosticBag Diagnostics, TemplateText Templates)
{
    /// <summary>The text of a key with its variables put in; null when it has none.</summary>
    public string? Text(YamlMapping mapping, string key) => mapping.Text(key) is { } scalar ? Templates.Render(scalar) : null;

    /// <summary>Reports each of the keys that the mapping has: they are part of the format, and not built yet.</summary>
    public void Refuse(YamlMapping mapping, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            if (mapping.Find(key) is { } entry) RefuseAt(entry.KeyLocation, $"'{key}'");
    }

    /// <summary>Reports a setting that is part of the format, and not built yet.</summary>
    public void RefuseAt(SourceLocation location, string setting) =>
        Diagnostics.Error(DiagnosticCodes.NotSupportedYet, $"{setting} is not supported yet", location,
            "remove it; what is not built is never ignored");

    /// <summary>Reports a name that could not stand on a command line or in a file name.</summary>
    public void CheckName(string name, SourceLocation location)
    {
        if (name.Length == 0 || !char.IsAsciiLetterOrDigit(name[0])
            || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.'))
            Diagnostics.Error(DiagnosticCodes.BadName, $"'{name}' cannot be a name", location,
                "use letters, digits, '_', '-' and '.', and start with a letter or digit");
    }
}
