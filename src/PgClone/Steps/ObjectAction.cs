using System.Text.Json.Serialization;

namespace PgClone.Steps;

/// <summary>What happens to an object of the target.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ObjectAction>))]
public enum ObjectAction
{
    /// <summary>It is as it should be.</summary>
    Unchanged,

    /// <summary>It is made.</summary>
    Create,

    /// <summary>It is changed in place.</summary>
    Alter,

    /// <summary>It is dropped and made again.</summary>
    Replace,

    /// <summary>It is dropped.</summary>
    Drop,

    /// <summary>It was there before and a conflict rule says to leave it.</summary>
    Skip,
}
