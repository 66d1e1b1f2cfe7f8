using System.Text.Json.Serialization;

namespace PgClone.Steps;

/// <summary>How the rows of a table get other values in a merge.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ChangedRows>))]
public enum ChangedRows
{
    /// <summary>They are updated where they stand, which writes no index and asks no foreign key that need not be.</summary>
    Updated,

    /// <summary>
    /// They are updated, since others refer to them; where a value of another unique key than the primary one passes from row to row, they are deleted and inserted anew
    /// without a look at those that refer to them, which only a superuser can do.
    /// </summary>
    UpdatedOrReplaced,

    /// <summary>They are deleted and inserted anew, so that they can exchange unique values, and columns that nobody may set get theirs.</summary>
    Replaced,
}
