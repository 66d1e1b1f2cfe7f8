using Xunit;

namespace PgClone.TestKit;

/// <summary>A test that needs servers, and perhaps shared data; see <see cref="ServerRequirement"/> for when it is skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ServerFactAttribute : FactAttribute
{
    /// <summary>Needs servers of these versions; with none, the newest one.</summary>
    public ServerFactAttribute(params int[] majors)
    {
        Majors = majors is [] ? [TestServers.Newest] : majors;
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
}
