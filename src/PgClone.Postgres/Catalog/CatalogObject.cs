using PgClone.Postgres.Catalog.Access;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog;

/// <summary>
/// One object of a database with its whole definition. Two are equal when they are defined alike, wherever they live.
/// Each kind knows how it is created, changed in place and dropped.
/// </summary>
public abstract record CatalogObject
{
    /// <summary>Which object it is.</summary>
    public required ObjectIdentity Identity { get; init; }

    /// <summary>The text of COMMENT ON; null when it has none.</summary>
    public string? Comment { get; init; }

    /// <summary>
    /// Who owns it and who may use it; null for what belongs to another object. No part of the definition: it is compared and changed by itself.
    /// </summary>
    public NotCompared<ObjectAccess?> Access { get; init; }

    /// <summary>The extensions with which it goes, as DEPENDS ON EXTENSION says, in the order of names.</summary>
    public ValueList<string> DependsOnExtensions { get; init; } = [];

    /// <summary>Where its files are; null for what has none.</summary>
    public virtual Placement? Placement => null;

    /// <summary>The table, view or domain that takes it along when it is dropped; null for what stands alone.</summary>
    public virtual ObjectIdentity? Owner => null;

    /// <summary>The oldest major version of PostgreSQL that knows all it is made of; what its expressions call is not looked at.</summary>
    public virtual int OldestVersion => ServerVersion.Oldest.Major;

    /// <summary>True when it is made after the rows: indexes, most constraints, triggers, rules, policies.</summary>
    public virtual bool FollowsRows => false;

    /// <summary>True when it has no definition: its privileges are all that it is.</summary>
    public virtual bool IsAccessAlone => false;

    /// <summary>True when it is made, changed and dropped behind all else.</summary>
    public virtual bool ComesLast => false;

    /// <summary>What makes its name alone, which is all that the functions it is made of need of it; null for what is not made of its own functions.</summary>
    public virtual Statement? Shell => null;

    /// <summary>The values of its definition that nobody may see, by the name of their <see cref="SecretPlace"/>; empty for most.</summary>
    public virtual IEnumerable<KeyValuePair<string, Secret>> Secrets => [];

    /// <summary>False when our role may not see its whole definition.</summary>
    public virtual bool IsReadable => true;

    /// <summary>True when PostgreSQL lets nobody but a superuser make and own it.</summary>
    public virtual bool NeedsSuperuser => false;

    /// <summary>The same as a server of that version would hold it: without what it does not know, and with what it takes for granted.</summary>
    public virtual CatalogObject On(ServerVersion version) => this;

    /// <summary>What <c>COMMENT ON</c> and <c>DROP</c> call it: <c>TABLE app.orders</c>.</summary>
    protected abstract string SqlAddress { get; }

    /// <summary>What others must wait for while it, or the relation that it belongs to, is dropped or gets another owner. Default: nothing.</summary>
    protected virtual Hazard Lock => Hazard.None;

    /// <summary>What <c>GRANT</c> calls it, where that is another name.</summary>
    protected virtual string GrantAddress => SqlAddress;

    /// <summary>What <c>DEPENDS ON EXTENSION</c> calls it, where that is another name.</summary>
    protected virtual string DependentAddress => SqlAddress;

    /// <summary>Which object of the source holds its <see cref="Secrets"/>.</summary>
    protected virtual ObjectIdentity SecretsFrom => Identity;

    /// <summary>What makes it where it is absent, comment included.</summary>
    public IEnumerable<Statement> Create() => [.. CreateDefinition(), .. DependsOnExtensions.Select(name => DependOn(name)), .. CreateComment()];

    /// <summary>COMMENT ON the object itself; empty when it has none.</summary>
    public IEnumerable<Statement> CreateComment() => Comment is null ? [] : [SetComment()];

    /// <summary>The same object with its files elsewhere; only for one that has a <see cref="Placement"/>.</summary>
    public virtual CatalogObject At(Placement placement) => this;

    /// <summary>The same object without any comment on it or its parts.</summary>
    public virtual CatalogObject WithoutComments() => this with { Comment = null };

    /// <summary>What removes it.</summary>
    public virtual IEnumerable<Statement> Drop() => [new($"DROP {SqlAddress}", Lock)];

    /// <summary>
    /// What turns this object into <paramref name="desired"/>, an object of the same identity, in place.
    /// Null when PostgreSQL has no way, and it must be dropped and created again. Empty when they are equal.
    /// </summary>
    public IReadOnlyList<Statement>? ChangeTo(CatalogObject desired)
    {
        var alike = this with { DependsOnExtensions = desired.DependsOnExtensions };
        var definition = alike with { Comment = desired.Comment } == desired ? [] : alike.ChangeDefinition(desired);
        if (definition is null) return null;
        return [.. definition, .. ChangeDependence(desired, again: definition.Count > 0), .. Comment == desired.Comment ? Array.Empty<Statement>() : [desired.SetComment()]];
    }

    /// <summary>CREATE OR REPLACE forgets what the object depended on, extensions included, so all are said <paramref name="again"/>.</summary>
    private IEnumerable<Statement> ChangeDependence(CatalogObject desired, bool again) =>
    [
        .. DependsOnExtensions.Except(desired.DependsOnExtensions).Select(name => desired.DependOn(name, "NO ")),
        .. (again ? desired.DependsOnExtensions : desired.DependsOnExtensions.Except(DependsOnExtensions)).Select(name => desired.DependOn(name)),
    ];

    /// <summary>What gives the object that stands another owner and other privileges; empty when they are equal.</summary>
    public virtual IEnumerable<Statement> ChangeAccess(ObjectAccess current, ObjectAccess desired)
    {
        var (owner, before) = (current.Owner, current.Privileges.Where(Holds));
        if (desired.Owner is { } wanted && wanted != owner)
        {
            if (ChangesOwner) yield return new($"ALTER {SqlAddress} OWNER TO {Identifier.Quote(wanted)}", Lock | Hazard.WidensPrivileges);
            (owner, before) = (wanted, before.OwnedBy(wanted));
        }

        var statements = new PrivilegeStatements(GrantAddress, owner is null ? "CURRENT_USER" : Identifier.Quote(owner));
        foreach (var statement in statements.Between(before, desired.Privileges.Where(Holds))) yield return statement;
        foreach (var gone in current.Labels.Where(label => !desired.Labels.Any(other => other with { Label = label.Label } == label))) yield return SetLabel(gone, null);
        foreach (var label in desired.Labels.Except(current.Labels)) yield return SetLabel(label, label.Label);
    }

    private Statement SetLabel(SecurityLabel label, string? text)
    {
        var address = label.Column is { } column ? $"COLUMN {new QualifiedName(Identity.Schema!, Identity.Name).Sql}.{Identifier.Quote(column)}" : SqlAddress;
        return $"SECURITY LABEL FOR {Identifier.Quote(label.Provider)} ON {address} IS {Literal.Quote(text)}";
    }

    /// <summary>False for a privilege on a column or part that the object does not have.</summary>
    public virtual bool Holds(Privilege privilege) => true;

    /// <summary>False for what has the owner of another object.</summary>
    protected virtual bool ChangesOwner => true;

    /// <summary>The statements of <see cref="Create"/> as one text, with the remarks: what a fingerprint is taken of.</summary>
    public string Script() => string.Join(";\n", Create().Select(statement => statement.Sql).Concat(Remarks.Select(remark => $"-- {remark}")));

    /// <summary>As <see cref="Script"/>, with owner and privileges: what a person compares.</summary>
    public string ScriptWithAccess() => Access.Value is { } access
        ? string.Join(";\n", Create().Concat(ChangeAccess(access with { Privileges = Privileges.Default, Owner = null }, access)).Select(statement => statement.Sql))
        : Script();

    /// <summary>What is part of the definition, and other objects bring along when they are made: no statement of this one says it.</summary>
    protected virtual IEnumerable<string> Remarks => [];

    /// <summary>The statements of <see cref="Create"/> but for the comment on the object itself.</summary>
    protected abstract IEnumerable<Statement> CreateDefinition();

    /// <summary>As <see cref="ChangeTo"/>, comments on the object itself left out. Default: it cannot be changed in place.</summary>
    protected virtual IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired) => null;

    private Statement DependOn(string extension, string no = "") => $"ALTER {DependentAddress} {no}DEPENDS ON EXTENSION {Identifier.Quote(extension)}";

    /// <summary>A statement with places for values of <see cref="Secrets"/>, or without.</summary>
    protected Statement WithSecrets(Statement statement) =>
        SecretPlace.ToFormat(statement.Sql).Names.Count == 0 ? statement : statement with { SecretsOf = SecretsFrom.ToString() };

    private Statement SetComment() => new($"COMMENT ON {SqlAddress} IS {Literal.Quote(Comment)}");
}
