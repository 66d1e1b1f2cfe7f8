using PgClone.Postgres.Cluster;
using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Cluster;

/// <summary>A test that needs npm; skipped without it, but not in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NpmFactAttribute : FactAttribute
{
    public NpmFactAttribute() => Skip = ServerRequirement.IsStrict || Executable.Find("npm") is not null ? null : "there is no npm";
}
