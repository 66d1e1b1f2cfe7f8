using PgClone.Diagnostics;
using PgClone.Plans.Schema;
using PgClone.Plans.Yaml;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Sql;

namespace PgClone.Plans.Sections;

/// <summary>Reads <c>sources</c> and <c>targets</c>.</summary>
internal static class ServersSection
{
    public static ValueList<SourceDefinition> ReadSources(YamlMapping plan, PlanContext context)
    {
        var sources = new List<SourceDefinition>();
        foreach (var (entry, source) in Definitions(plan, "sources", context))
        {
            context.Refuse(source, "dataDirectory");
            if (ReadConnection(source, context) is { } connection)
                sources.Add(new SourceDefinition
                {
                    Name = entry.Key, Connection = connection, Location = entry.KeyLocation, MaxConnections = (int?)(source.Find("maxConnections")?.Value as YamlScalar)?.AsInteger,
                    Checkpoint = source.Boolean("checkpoint", otherwise: false),
                });
        }

        return sources.ToValueList();
    }

    public static ValueList<TargetDefinition> ReadTargets(YamlMapping plan, PlanContext context)
    {
        var targets = new List<TargetDefinition>();
        foreach (var (entry, target) in Definitions(plan, "targets", context))
        {
            context.Refuse(target, "method", "directory", "recovery", "isolate", "refresh", "limits", "port", "expires");
            if (target.Find("connection") is null && target.Find("method") is null
                && !PlanSchemaValidator.IsMisspelled("connection", target))
                context.Diagnostics.Error(DiagnosticCodes.MissingKey, "'connection' is missing here", entry.KeyLocation,
                    "add 'connection: …'");
            if (ReadConnection(target, context) is { } connection)
                targets.Add(new TargetDefinition { Name = entry.Key, Connection = connection,
                    Create = target.Boolean("create", otherwise: false), Location = entry.KeyLocation });
        }

        return targets.ToValueList();
    }

    private static IEnumerable<(YamlEntry Entry, YamlMapping Definition)> Definitions(YamlMapping plan, string section, PlanContext context)
    {
        foreach (var entry in plan.EntriesOf(section).Where(e => !e.IsFree))
        {
            context.CheckName(entry.Key, entry.KeyLocation);
            if (entry.Value is YamlMapping definition) yield return (entry, definition);
        }
    }

    private static ConnectionReference? ReadConnection(YamlMapping definition, PlanContext context) =>
        definition.Find("connection")?.Value switch
    {
        YamlScalar { IsText: true } text => ReadText(text, context),
        YamlMapping mapping => ReadReference(mapping, context),
        _ => null,
    };

    private static ConnectionReference? ReadReference(YamlMapping mapping, PlanContext context)
    {
        if (context.Text(mapping, "env") is { } variable) return new EnvironmentConnection(variable);
        if (context.Text(mapping, "file") is { } path) return new FileConnection(path);
        if (context.Text(mapping, "service") is { } service) return new ServiceConnection(service);
        var arguments = mapping.ItemsOf("command").OfType<YamlScalar>().Where(a => a.IsText).Select(a => ReadArgument(a, context));
        return arguments.ToValueList() is { Count: > 0 } command ? new CommandConnection(command) : null;
    }

    private static string ReadArgument(YamlScalar scalar, PlanContext context)
    {
        var argument = context.Templates.Render(scalar);
        if (Redaction.Apply(argument) != argument) ReportPassword(scalar, context);
        return argument;
    }

    private static void ReportPassword(YamlScalar scalar, PlanContext context) =>
        context.Diagnostics.Error(DiagnosticCodes.PasswordInPlan, "a clone plan never holds a password", scalar.Location,
            "use {env: …}, {file: …}, {service: …}, {command: […]} or .pgpass; and change this password, it was written to a file");

    private static TextConnection? ReadText(YamlScalar scalar, PlanContext context)
    {
        var text = context.Templates.Render(scalar);
        if (!LibpqConnectionString.TryParse(text, out var parameters, out var problem))
        {
            context.Diagnostics.Error(DiagnosticCodes.BadConnection, problem.Sentence, scalar.Location, problem.Remedy);
            return null;
        }

        if (parameters.HasPassword) ReportPassword(scalar, context);
        return new TextConnection(text);
    }
}
