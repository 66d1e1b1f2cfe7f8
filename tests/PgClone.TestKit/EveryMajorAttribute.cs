using System.Reflection;
using Xunit.Sdk;

namespace PgClone.TestKit;

/// <summary>Gives a theory each of <see cref="TestServers.Majors"/> as its one argument.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryMajorAttribute : DataAttribute
{
    /// <inheritdoc/>
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => TestServers.Majors.Select(major => new object[] { major });
}
