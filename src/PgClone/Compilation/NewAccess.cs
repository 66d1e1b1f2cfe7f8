using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Access;
using PgClone.Postgres.Catalog.DatabaseSettings;
using PgClone.Postgres.Catalog.DefaultPrivileges;
using PgClone.Postgres.Catalog.Sequence;
using PgClone.Postgres.Sql;
using PgClone.Resolution;
using PgClone.Steps;

namespace PgClone.Compilation;

/// <summary>Gives objects that are made, new or again, the owner and privileges that they should have.</summary>
internal sealed class NewAccess(ResolvedClone clone)
{
    private readonly StartingPrivileges _starting = new(DefaultsFirst.AppliedTo(clone));

    /// <summary>The steps with what gives each object its access, once it stands whole: behind the body of a view that was a stub first.</summary>
    public IReadOnlyList<(ObjectDecision Item, ChangeObject Step)> GiveTo(IReadOnlyList<(ObjectDecision Item, ChangeObject Step)> makers)
    {
        var withBody = makers.Where(pair => pair.Step.Part == LoopRepair.Body).Select(pair => pair.Item.Identity).ToHashSet();
        return [.. makers.Select(pair => pair.Item.IsMade && pair.Step.Part == (withBody.Contains(pair.Item.Identity) ? LoopRepair.Body : null)
            ? pair with { Step = pair.Step with { Statements = [.. pair.Step.Statements, .. Of(pair.Item.Desired!)] } } : pair)];
    }

    /// <summary>Who should own a new sequence, where that must be said before it can belong to a column; else null.</summary>
    public string? NewOwnerOf(SequenceObject sequence) =>
        sequence.OwnedBy is not null && sequence.Access.Value?.Owner is { } owner && owner != clone.Target.Roles.Current ? owner : null;

    /// <summary>What gives an object that was just made its access.</summary>
    /// <param name="item">The object.</param>
    /// <param name="made">The object as it was made, where that was in another schema.</param>
    public IEnumerable<Statement> Of(CatalogObject item, CatalogObject? made = null) => item.Access.Value is { } wanted
        // Nobody loses by what nobody had before; but what is access alone stands on the target already.
        ? item.ChangeAccess(At(made ?? item, wanted), wanted).Select(statement => item.IsAccessAlone ? statement : statement with { Hazard = Hazard.None }) : [];

    /// <summary>The access that a new object has by itself.</summary>
    private ObjectAccess At(CatalogObject item, ObjectAccess wanted) => new(
        wanted.Owner is null ? null : item is DatabaseSettingsObject ? clone.Target.Properties.Owner : clone.Target.Roles.Current, _starting.Of(item));
}
