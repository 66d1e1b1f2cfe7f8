using PgClone.Postgres.Catalog;
using PgClone.Postgres.Sql;
using PgClone.Steps;

namespace PgClone.Resolution;

/// <summary>What is to become of one object of the target, and why.</summary>
public sealed record ObjectDecision
{
    /// <summary>Which object.</summary>
    public required ObjectIdentity Identity { get; init; }

    /// <summary>What happens to it.</summary>
    public required ObjectAction Action { get; init; }

    /// <summary>How it should be; null for a drop.</summary>
    public required CatalogObject? Desired { get; init; }

    /// <summary>How it is; null when it is absent.</summary>
    public required CatalogObject? Current { get; init; }

    /// <summary>The statements that change it in place; empty for other actions.</summary>
    public ValueList<Statement> Changes { get; init; }

    /// <summary>The columns of a table that get another type or collation where they stand.</summary>
    public ValueList<string> Retyped { get; init; }

    /// <summary>The members of ours that a table which leaves others or joins them takes along: they read otherwise then, though nothing is done to them.</summary>
    public ValueList<ObjectIdentity> Along { get; init; }

    /// <summary>What takes it along when it is dropped, so that it needs no drop of its own; null for what must be dropped by itself, or stays.</summary>
    public ObjectIdentity? GoesWith { get; init; }

    /// <summary>Why it is not simply compared: the object that must be made again, or the conflict rule. Null when nothing needs saying.</summary>
    public string? Reason { get; init; }

    /// <summary>The table as it was found, where <see cref="Current"/> is what it is once it left those above it; null for all else.</summary>
    public CatalogObject? Found { get; init; }

    /// <summary>The definition on the target, for people; null where it has none.</summary>
    public string? ScriptOnTarget => (Found ?? Current)?.ScriptWithAccess();

    /// <summary>The action as a reader should see it: what is nothing but privileges is neither made nor destroyed, it changes.</summary>
    public ObjectAction Shown => (Desired ?? Current)!.IsAccessAlone && (IsMade || IsGone) ? ObjectAction.Alter : Action;

    /// <summary>True when it will be made by this run, new or again.</summary>
    public bool IsMade => Action is ObjectAction.Create or ObjectAction.Replace;

    /// <summary>True when what is on the target goes in this run, for good or to be made again.</summary>
    public bool IsGone => Action is ObjectAction.Drop or ObjectAction.Replace;
}
