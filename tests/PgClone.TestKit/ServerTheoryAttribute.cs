using Xunit;

namespace PgClone.TestKit;

/// <summary>A theory that needs servers, and perhaps shared data; see <see cref="ServerRequirement"/> for when it is skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ServerTheoryAttribute : TheoryAttribute
{
    /// <summary>Needs servers of these versions; with none, all of <see cref="TestServers.Majors"/>.</summary>
    public ServerTheoryAttribute(params int[] majors)
    {
        Majors = majors is [] ? [.. TestServers.Majors] : majors;
        Skip = ServerRequirement.WhySkip(Majors);
    }

    /// <summary>The versions it needs.</summary>
    public IReadOnlyList<int> Majors { get; }

    /// <summary>What it needs of <see cref="SharedData"/>, such as <c>data/pagila</c>; skipped without it. Default null: nothing.</summary>
    public string? Shared
    {
        get;
        set
        {
            field = value;
            if (value is not null) Skip ??= SharedData.WhySkip(value);
        }
    }

    /// <summary>True when it needs a <see cref="TestKit.PgDump"/> that reads its versions; skipped without one. Default false.</summary>
    public bool PgDump
    {
        get;
        set
        {
            field = value;
            if (value) Skip ??= TestKit.PgDump.WhySkip(Majors);
        }
    }

    /// <summary>True when it needs a <see cref="Faults.SmallDisk"/>; skipped where none can be mounted. Default false.</summary>
    public bool SmallDisk
    {
        get;
        set
        {
            field = value;
            if (value) Skip ??= Faults.SmallDisk.WhySkip;
        }
    }
}
