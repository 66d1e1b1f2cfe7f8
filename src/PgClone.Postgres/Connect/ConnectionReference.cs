using System.Text.Json.Serialization;

namespace PgClone.Postgres.Connect;

/// <summary>How to find out how to reach a server. A reference can be kept in a file; it never holds a password.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(EnvironmentConnection), "env")]
[JsonDerivedType(typeof(FileConnection), "file")]
[JsonDerivedType(typeof(ServiceConnection), "service")]
[JsonDerivedType(typeof(CommandConnection), "command")]
[JsonDerivedType(typeof(TextConnection), "text")]
public abstract record ConnectionReference
{
    private protected ConnectionReference()
    {
    }

    /// <summary>The reference in words for people, without anything that could be secret.</summary>
    public abstract string Describe();
}
