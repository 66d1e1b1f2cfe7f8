namespace PgClone.Plans.Variables;

/// <summary>What values a variable takes.</summary>
public enum VariableType
{
    /// <summary>Any text; min and max bound its length.</summary>
    Text,

    /// <summary>A whole number of 64 bits.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,

    /// <summary>A text nobody may see.</summary>
    Secret,
}
