using PgClone.Plans.Yaml;
using PgClone.Postgres.Sql;

namespace PgClone.Plans.Sections;

/// <summary>Reads <c>roles</c> of a clone.</summary>
internal static class RolesSection
{
    public static RoleSettings Read(YamlMapping clone, PlanContext context)
    {
        if (clone.Find("roles")?.Value is not YamlMapping roles) return new();
        context.Refuse(roles, "include", "exclude", "passwords");
        return new()
        {
            Missing = roles.Text("missing")?.Text switch { "create" => MissingRoles.Create, "skip" => MissingRoles.Skip, _ => MissingRoles.Error },
            Map = roles.EntriesOf("map").Where(entry => entry.Value is YamlScalar { IsText: true })
                .Select(entry => new RoleMapping(entry.Key, context.Templates.Render((YamlScalar)entry.Value))).ToValueList(),
        };
    }
}
