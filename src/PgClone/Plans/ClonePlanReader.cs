using System.Security.Cryptography;
using System.Text;
using PgClone.Diagnostics;
using PgClone.Plans.Schema;
using PgClone.Plans.Sections;
using PgClone.Plans.Variables;
using PgClone.Plans.Yaml;
using PgClone.Postgres.Sql;

namespace PgClone.Plans;

/// <summary>Reads clone plans: YAML, then the schema, then the records. Reports every mistake of a plan in one run.</summary>
public static class ClonePlanReader
{
    /// <summary>Reads a plan from a file. A file that is missing or no text is reported like any other mistake.</summary>
    public static async Task<PlanReading> ReadFileAsync(string path, PlanInputs inputs, CancellationToken cancellation)
    {
        var diagnostics = new DiagnosticBag();
        if (await PlanFileReader.ReadTextAsync(path, diagnostics, cancellation) is { } text) return Read(path, text, inputs);
        return new PlanReading { Diagnostics = diagnostics.InOrder(), Sources = new SourceTexts() };
    }

    /// <summary>Reads a plan from its text; <paramref name="path"/> is what diagnostics call it.</summary>
    public static PlanReading Read(string path, string text, PlanInputs inputs)
    {
        var source = new SourceText(path, text);
        var diagnostics = new DiagnosticBag();
        var plan = ReadPlan(source, inputs, diagnostics);
        return new PlanReading
        {
            Plan = diagnostics.HasErrors ? null : plan,
            Diagnostics = diagnostics.InOrder(),
            Sources = new SourceTexts { Files = [source] },
        };
    }

    private static ClonePlan? ReadPlan(SourceText source, PlanInputs inputs, DiagnosticBag diagnostics)
    {
        if (!IsText(source, diagnostics) || YamlTreeReader.Read(source, diagnostics) is not { } written) return null;
        var root = ChooseEnvironment(written, inputs.Environment, diagnostics);
        Validate(written, root, diagnostics);
        var variables = new VariableDefinitions(inputs, diagnostics).Read(root);
        var context = new PlanContext(diagnostics, new TemplateText(source, variables, diagnostics));
        context.Templates.RefuseInKeys(root);
        context.Refuse(root, "limits");
        return new ClonePlan
        {
            File = source.File,
            Name = context.Text(root, "name") ?? "",
            Description = context.Text(root, "description"),
            Sources = ServersSection.ReadSources(root, context),
            Targets = ServersSection.ReadTargets(root, context),
            Clones = new ClonesSection(root, context).Read(),
            Fingerprint = Fingerprint(source, inputs, variables),
        };
    }

    private static bool IsText(SourceText source, DiagnosticBag diagnostics)
    {
        var control = source.Text.AsSpan().IndexOfAnyInRange('\0', '\x8');
        if (control >= 0)
            diagnostics.Error(DiagnosticCodes.NotText, "the file is binary: a control character is here",
                source.Locate(control, control + 1), "a clone plan is UTF-8 text");
        return control < 0;
    }

    private static YamlMapping ChooseEnvironment(YamlMapping written, string? name, DiagnosticBag diagnostics)
    {
        if (name is null) return written;
        var environments = written.EntriesOf("environments").Where(e => !e.IsFree).ToList();
        var chosen = environments.Find(e => e.Key == name);
        if (chosen is null)
            diagnostics.Error(DiagnosticCodes.UnknownEnvironment, $"--env {name}: the plan has no environment '{name}'", null,
                NearestName.Suggest(name, [.. environments.Select(e => e.Key)]) ?? "define it under 'environments'");
        return chosen?.Value is YamlMapping overlay ? written.With(overlay) : written;
    }

    // Environments that were not chosen are checked too: a mistake should not wait for the day they are.
    private static void Validate(YamlMapping written, YamlMapping root, DiagnosticBag diagnostics)
    {
        var validator = new PlanSchemaValidator(diagnostics);
        validator.Validate(root);
        foreach (var environment in written.EntriesOf("environments").Where(e => !e.IsFree))
            if (environment.Value is YamlMapping overlay) validator.Validate(written.With(overlay));
    }

    private static string Fingerprint(SourceText source, PlanInputs inputs, ValueList<PlanVariable> variables)
    {
        var text = new StringBuilder(source.Text).Append('\0').Append(inputs.Environment);
        foreach (var variable in variables.Where(v => v.Type != VariableType.Secret))
            text.Append('\0').Append(variable.Name).Append('=').Append(variable.Value);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
