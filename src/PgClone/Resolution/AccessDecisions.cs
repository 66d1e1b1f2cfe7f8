using PgClone.Diagnostics;
using PgClone.Plans;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Access;
using PgClone.Postgres.Catalog.DatabaseSettings;
using PgClone.Postgres.Catalog.DefaultPrivileges;
using PgClone.Postgres.Catalog.ForeignData;
using PgClone.Postgres.Catalog.Policy;
using PgClone.Postgres.Catalog.Sequence;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Sql;
using PgClone.Steps;

namespace PgClone.Resolution;

/// <summary>
/// Says who should own each object on the target and who may use it: as on the source where the plan includes that, else as it is now.
/// </summary>
internal sealed class AccessDecisions(CloneDefinition clone, DatabaseCatalog source, DatabaseCatalog target)
{
    private readonly SortedSet<string> _missing = new(StringComparer.Ordinal);
    private readonly StartingPrivileges _starting = new(target);
    private bool _losesMaintain;

    /// <summary>
    /// The object with the access that it should have on the target, where it now is as <paramref name="current"/>, or absent; a policy with the roles that
    /// it should be for.
    /// </summary>
    public CatalogObject Shape(CatalogObject desired, CatalogObject? current)
    {
        if (desired is PolicyObject { Roles.Count: > 0 } policy)
        {
            var roles = policy.Roles.Select(NameOf).OfType<string>().Distinct().Order(StringComparer.Ordinal);
            return policy with { Roles = [.. roles] };
        }

        if (desired is DatabaseSettingsObject settings) desired = settings with { Roles = RoleSettingsOf(settings, current as DatabaseSettingsObject) };
        if (desired.Access.Value is not { } there) return desired;
        var here = current?.Access.Value;
        var owner = there.Owner is null ? null : Owner(desired, there.Owner, here);
        var privileges = clone.Include.Privileges ? OnTarget(there.Privileges, owner) : here?.Privileges ?? Privileges.Default;
        var labels = clone.Include.SecurityLabels ? there.Labels.Where(label => label.Column is null || HasColumn(desired, label.Column)).ToValueList() : here?.Labels ?? [];
        return desired with { Access = new ObjectAccess(owner, privileges.Where(desired.Holds)) { Labels = labels } };
    }

    /// <summary>
    /// The access of an object that stands, as it is once its definition is changed: the sequence of a new identity column begins with the default
    /// privileges of the role of the run.
    /// </summary>
    public ObjectAccess Now(CatalogObject desired, CatalogObject current)
    {
        var here = current.Access.Value!;
        var added = _starting.Of(desired).Where(privilege => privilege.On is not null && !current.Holds(privilege));
        return here with { Privileges = Privileges.Of(here.Privileges.Granted.Concat(added.Granted), here.Privileges.Revoked.Concat(added.Revoked)) };
    }

    /// <summary>False for user mappings and policies, and for what is nothing but privileges, of roles that the target lacks and that are left out.</summary>
    public bool IsMeant(CatalogObject desired) => desired switch
    {
        UserMappingObject { Role: { } role } => Present(role) is not null,
        // For nobody is not for everybody.
        PolicyObject { Roles.Count: > 0 } policy => policy.Roles.Any(role => NameOf(role) is not null),
        DefaultPrivilegesObject item when Present(item.Role) is null => false,
        DatabaseSettingsObject => target.Objects.ContainsKey(desired.Identity) || IsAnythingOrOfAnother(Shape(desired, null)),
        { IsAccessAlone: true } => IsAnything(Shape(desired, null)),
        _ => true,
    };

    /// <summary>Who should own and use on the target the large objects that have an access on the source.</summary>
    public LargeObjectAccess OfLargeObjects(string name, ObjectAccess there)
    {
        var privileges = clone.Include.Privileges ? OnTarget(there.Privileges, null) : Privileges.Default;
        // Where the owner is not on the target, they belong to the role of the run.
        return new(name, clone.Include.Owners ? NameOf(there.Owner!) ?? target.Roles.Current : null, privileges.Granted, privileges.Revoked);
    }

    // An owner alone is something to say of a database, where the target's has another.
    private bool IsAnythingOrOfAnother(CatalogObject settings) => IsAnything(settings) || settings.Access.Value?.Owner != target.Properties.Owner;

    private static bool IsAnything(CatalogObject shaped) =>
        !shaped.IsAccessAlone || (shaped.Access.Value is { } access && (access.Privileges != Privileges.Default || access.Labels.Count > 0));

    /// <summary>What roles have set for the database goes with what they may do there: under that switch, and by their names on the target.</summary>
    private ValueList<DatabaseRoleSettings> RoleSettingsOf(DatabaseSettingsObject desired, DatabaseSettingsObject? current) => !clone.Include.Privileges ? current?.Roles ?? []
        : desired.Roles
            .Select(role => role with { Role = NameOf(role.Role) ?? "" })
            .Where(role => role.Role.Length > 0)
            // Two roles of the source may be one on the target.
            .GroupBy(role => role.Role, StringComparer.Ordinal)
            .OrderBy(same => same.Key, StringComparer.Ordinal)
            .Select(same => DatabaseRoleSettings.Together(same.Key, same))
            .ToValueList();

    private ValueList<Statement> SettingsOf(string role) => source.Roles.Settings.Where(pair => clone.Roles.NameOf(pair.Key) == role)
        .OrderBy(pair => pair.Key, StringComparer.Ordinal).Take(1).SelectMany(pair => DatabaseRoleSettings.Set($"ROLE {Identifier.Quote(role)}", pair.Value)).ToValueList();

    /// <summary>The roles to make first; none unless the plan says so.</summary>
    public IEnumerable<CreateRole> Roles => clone.Roles.Missing == MissingRoles.Create ? _missing.Select(role => new CreateRole { Name = role, Settings = SettingsOf(role) }) : [];

    /// <summary>What a reader of the plan should know.</summary>
    public IEnumerable<string> Notes =>
    [
        .. clone.Roles.Missing == MissingRoles.Skip && _missing.Count > 0
            ? [$"what {string.Join(", ", _missing)} may do or own is left out: the target has no such roles"] : Array.Empty<string>(),
        .. _losesMaintain ? [$"MAINTAIN is left out: {target.Version} does not have that privilege"] : Array.Empty<string>(),
    ];

    /// <summary>Tells which roles the target lacks, if that is a mistake.</summary>
    public void Report(DiagnosticBag diagnostics)
    {
        // Nobody can make a role with this prefix: it belongs to another version of the server.
        var unmade = clone.Roles.Missing == MissingRoles.Create ? _missing.Where(role => role.StartsWith("pg_", StringComparison.Ordinal)).ToList()
            : clone.Roles.Missing == MissingRoles.Error ? [.. _missing] : [];
        if (unmade.Count > 0)
            diagnostics.Error(DiagnosticCodes.MissingRoles, $"the target has no role {string.Join(", ", unmade)}, which objects of the clone name", clone.Location,
                "create them, say roles: { missing: create } to make them without login, or { missing: skip } to leave out what they have, "
                + "or map them to others: roles: { map: { theirs: ours } }, "
                + "or leave all out with include: { privileges: false } and, for policies, \"!policy:*\" among the objects");
    }

    private static bool HasColumn(CatalogObject item, string column) => item is not TableObject table || table.Columns.Any(other => other.Name == column);

    private string Owner(CatalogObject desired, string there, ObjectAccess? here)
    {
        if (desired is DatabaseSettingsObject) return DatabaseOwner(there) ?? target.Properties.Owner;
        if ((clone.Include.Owners || desired is DefaultPrivilegesObject) && NameOf(there) is { } owner) return owner;
        // A sequence has the owner of the table that it goes with.
        var table = desired is SequenceObject { OwnedBy.Table: var name } ? target.Table(name) : null;
        return table?.Access.Value?.Owner ?? here?.Owner ?? target.Roles.Current;
    }

    /// <summary>Who should own the database; null where that is left to the target. The superuser of one server is nobody to an ordinary role of another.</summary>
    private string? DatabaseOwner(string there) => !clone.Include.Owners ? null
        : there == source.Roles.Bootstrap ? (target.Roles.IsSuperuser && target.Roles.Names.Contains(clone.Roles.NameOf(there)) ? clone.Roles.NameOf(there) : null)
        : NameOf(there);

    private Privileges OnTarget(Privileges there, string? owner)
    {
        var known = there.Where(privilege => IsKnown(privilege.Grantee) && IsKnown(privilege.Grantor))
            .Select(privilege => privilege with { Grantee = Mapped(privilege.Grantee), Grantor = Mapped(privilege.Grantor) });
        if (source.Version.HasMaintain && !target.Version.HasMaintain)
        {
            var without = known.Where(privilege => privilege.Word != Privileges.Maintain);
            _losesMaintain |= without != known;
            known = without;
        }

        known = known.OfMembersOwnedBy(target.MemberOwners);
        return owner is null ? known : known.OwnedBy(owner);
    }

    private bool IsKnown(string? role) => Mapped(role) is not null || role is null;

    private string? Mapped(string? role) => role is null or "" ? role : NameOf(role);

    /// <summary>The name on the target of a role of the source; null when it is absent, and is to be left out.</summary>
    private string? NameOf(string role) => Present(clone.Roles.NameOf(role));

    private string? Present(string name)
    {
        if (target.Roles.Names.Contains(name)) return name;
        _missing.Add(name);
        return clone.Roles.Missing == MissingRoles.Skip ? null : name;
    }
}
