using PgClone.Diagnostics;
using PgClone.Plans.Yaml;
using PgClone.Postgres.Sql;

namespace PgClone.Plans.Sections;

/// <summary>Reads <c>clones</c>.</summary>
internal sealed class ClonesSection(YamlMapping plan, PlanContext context)
{
    public ValueList<CloneDefinition> Read()
    {
        var clones = plan.ItemsOf("clones").OfType<YamlMapping>().Select(ReadClone).ToList();
        foreach (var again in clones.GroupBy(c => c.Name).Where(g => g.Key.Length > 0).SelectMany(g => g.Skip(1)))
            context.Diagnostics.Error(DiagnosticCodes.DuplicateName, $"another clone is called '{again.Name}' too", again.Location,
                "give each clone a name of its own");
        return clones.ToValueList();
    }

    private CloneDefinition ReadClone(YamlMapping clone)
    {
        context.Refuse(clone, "rename", "policies", "hooks", "tests");
        RefuseRefresh(clone);
        var location = clone.Text("name")?.Location ?? clone.Location;
        var name = context.Text(clone, "name");
        if (name is not null) context.CheckName(name, location);
        return new CloneDefinition
        {
            Name = name ?? "",
            Source = ReadServer(clone, "source", "sources"),
            Target = ReadServer(clone, "target", "targets"),
            Objects = ObjectsSection.ReadSelectors(clone, location, context),
            Include = ObjectsSection.ReadInclude(clone),
            IncludeDependencies = clone.Text("dependencies")?.Text == "include",
            Data = ObjectsSection.ReadData(clone, location, context),
            Filters = FilterSection.Read(clone, context),
            Masks = MaskSection.Read(clone, context),
            Conflicts = ConflictSection.Read(clone, context),
            Roles = RolesSection.Read(clone, context),
            Tablespaces = TablespacesSection.Read(clone, context),
            Unsupported = clone.Text("unsupported")?.Text == "skip" ? UnsupportedAction.Skip : UnsupportedAction.Error,
            Prune = clone.Boolean("prune", otherwise: false),
            Location = location,
        };
    }

    // When rows changed is what we look at anyway, so 'when-changed' asks for nothing that is missing.
    private void RefuseRefresh(YamlMapping clone)
    {
        if (clone.Text("refresh") is { Text: "always" or "never" } refresh)
            context.RefuseAt(refresh.Location, $"'refresh: {refresh.Text}'");
    }

    private string ReadServer(YamlMapping clone, string key, string section)
    {
        // Without a readable section every name would be unknown, which the schema has already said better.
        if (plan.Find(section)?.Value is not YamlMapping) return "";
        var names = plan.EntriesOf(section).Where(e => !e.IsFree).Select(e => e.Key).ToList();
        if (clone.Text(key) is { } scalar)
        {
            var name = context.Templates.Render(scalar);
            // A baseline can be the source of a branch; a target of ours cannot be one yet.
            if (key == "source" && !names.Contains(name) && plan.EntriesOf("targets").Any(e => e.Key == name))
                context.RefuseAt(scalar.Location, $"the target '{name}' as a source");
            else if (!names.Contains(name))
                context.Diagnostics.Error(DiagnosticCodes.UnknownName, $"there is no '{name}' under '{section}'", scalar.Location,
                    NearestName.Suggest(name, names));
            return name;
        }

        if (clone.Find(key) is not null || names.Count == 1) return names.FirstOrDefault() ?? "";
        if (names.Count > 1)
            context.Diagnostics.Error(DiagnosticCodes.NameNeeded, $"the clone does not say which {key}: there are {names.Count}",
                clone.Location, $"add '{key}:' with one of {string.Join(", ", names)}");
        return "";
    }
}
