using System.Globalization;
using System.Text.RegularExpressions;
using PgClone.Diagnostics;
using PgClone.Plans.Yaml;
using PgClone.Postgres.Sql;

namespace PgClone.Plans.Variables;

/// <summary>Reads <c>variables</c> and gives each its value: from <c>--var</c>, else its <c>env</c>, else its default.</summary>
internal sealed partial class VariableDefinitions(PlanInputs inputs, DiagnosticBag diagnostics)
{
    public ValueList<PlanVariable> Read(YamlMapping plan)
    {
        var entries = plan.EntriesOf("variables").Where(e => !e.IsFree).ToList();
        foreach (var name in inputs.Overrides.Select(o => o.Name).Distinct().Where(n => !entries.Exists(e => e.Key == n)))
            diagnostics.Error(DiagnosticCodes.UnknownVariable, $"--var {name}: the plan has no variable '{name}'", null,
                NearestName.Suggest(name, [.. entries.Select(e => e.Key)]));
        return entries.Where(e => e.Value is YamlMapping).Select(e => Read(e, (YamlMapping)e.Value)).ToValueList();
    }

    private PlanVariable Read(YamlEntry entry, YamlMapping definition)
    {
        if (!VariableName().IsMatch(entry.Key))
            diagnostics.Error(DiagnosticCodes.BadName, $"'{entry.Key}' cannot be the name of a variable", entry.KeyLocation,
                "use letters, digits and '_', and start with no digit");
        var type = definition.Text("type")?.Text switch
        {
            "integer" => VariableType.Number,
            "boolean" => VariableType.Flag,
            "secret" => VariableType.Secret,
            _ => VariableType.Text,
        };
        var variable = new PlanVariable { Name = entry.Key, Type = type, EnvironmentVariable = definition.Text("env")?.Text };
        CheckBounds(definition, type);
        return type == VariableType.Secret ? WithSecret(variable, entry, definition)
            : variable with { Value = FindValue(variable, entry, definition) };
    }

    private PlanVariable WithSecret(PlanVariable variable, YamlEntry entry, YamlMapping definition)
    {
        if (definition.Find("default") is { } value)
            diagnostics.Error(DiagnosticCodes.SecretMisused, $"the secret '{entry.Key}' has its value in the plan", value.KeyLocation,
                "remove it, and set 'env' to the environment variable that holds the secret");
        if (inputs.Overrides.Any(o => o.Name == entry.Key))
            diagnostics.Error(DiagnosticCodes.SecretMisused,
                $"--var {entry.Key}: a secret on the command line can be seen in the list of processes", null,
                "give it in its environment variable");
        if (variable.EnvironmentVariable is not { } name)
        {
            diagnostics.Error(DiagnosticCodes.BadVariableDefinition, $"the secret '{entry.Key}' does not say where it comes from",
                entry.KeyLocation, "add 'env: VARIABLE'");
            return variable;
        }

        var secret = inputs.EnvironmentVariable(name);
        if (string.IsNullOrEmpty(secret) && inputs.ResolveSecrets)
            diagnostics.Error(DiagnosticCodes.VariableNotSet, $"the secret '{entry.Key}' has no value", entry.KeyLocation,
                $"set the environment variable {name}");
        return variable with { Secret = string.IsNullOrEmpty(secret) ? null : new Secret(secret) };
    }

    private string? FindValue(PlanVariable variable, YamlEntry entry, YamlMapping definition)
    {
        var given = inputs.Overrides.LastOrDefault(o => o.Name == entry.Key);
        if (given.Name is not null) return Check(new(given.Value, $"--var {entry.Key}", null), variable.Type, definition);
        var name = variable.EnvironmentVariable;
        if (name is not null && inputs.EnvironmentVariable(name) is { } set)
            return Check(new(set, $"the environment variable {name}", null), variable.Type, definition);
        if (definition.Find("default")?.Value is YamlScalar value)
            return Check(new(value.Text, "the default", value.Location), variable.Type, definition);
        diagnostics.Error(DiagnosticCodes.VariableNotSet, $"the variable '{entry.Key}' has no value", entry.KeyLocation,
            name is null ? $"give --var {entry.Key}=…, or add a default" : $"give --var {entry.Key}=…, set {name}, or add a default");
        return null;
    }

    // What is wrong with a value is said without the value: it may be a secret in the wrong place.
    private string? Check(Candidate candidate, VariableType type, YamlMapping definition)
    {
        var expected = (type, candidate.Text) switch
        {
            (VariableType.Number, var text) when !long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) =>
                "a whole number",
            (VariableType.Flag, not ("true" or "false")) => "true or false",
            _ => null,
        };
        if (expected is not null) return Refuse(candidate, $"{candidate.Origin} must be {expected}", null);
        var size = type == VariableType.Number ? long.Parse(candidate.Text, CultureInfo.InvariantCulture) : candidate.Text.Length;
        var (min, max) = Bounds(definition);
        var what = type == VariableType.Number ? "" : "the length of ";
        if (type != VariableType.Flag && size < min)
            return Refuse(candidate, $"{what}{candidate.Origin} is below the minimum", $"use {min} or more");
        if (type != VariableType.Flag && size > max)
            return Refuse(candidate, $"{what}{candidate.Origin} is above the maximum", $"use {max} or less");
        return candidate.Text;
    }

    private string? Refuse(Candidate candidate, string message, string? remedy)
    {
        diagnostics.Error(DiagnosticCodes.BadVariableValue, message, candidate.Location, remedy);
        return null;
    }

    private void CheckBounds(YamlMapping definition, VariableType type)
    {
        var (min, max) = Bounds(definition);
        var entry = definition.Find("max") ?? definition.Find("min");
        if (entry is null) return;
        if (min > max)
            diagnostics.Error(DiagnosticCodes.BadVariableDefinition, "no value can be both above the minimum and below the maximum",
                entry.KeyLocation, "exchange 'min' and 'max'");
        if (type is VariableType.Flag or VariableType.Secret)
            diagnostics.Error(DiagnosticCodes.BadVariableDefinition, $"'{entry.Key}' means nothing for this type of variable",
                entry.KeyLocation, "remove it");
    }

    private static (long? Min, long? Max) Bounds(YamlMapping definition) =>
        ((definition.Find("min")?.Value as YamlScalar)?.AsInteger, (definition.Find("max")?.Value as YamlScalar)?.AsInteger);

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex VariableName();

    private readonly record struct Candidate(string Text, string Origin, SourceLocation? Location);
}
