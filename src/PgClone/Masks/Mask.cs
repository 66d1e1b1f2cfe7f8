using PgClone.Plans;

namespace PgClone.Masks;

/// <summary>
/// One way to hide a value. It is SQL inside the source's SELECT, so that raw values never leave the source. NULL stays NULL unless said otherwise.
/// </summary>
public abstract class Mask
{
    /// <summary>Its name in plans.</summary>
    public abstract string Name { get; }

    /// <summary>The parameters that it takes.</summary>
    public virtual IReadOnlyList<string> Parameters => [];

    /// <summary>True when its result depends on the secret masks.key.</summary>
    public virtual bool NeedsKey => false;

    /// <summary>True when different values stay different, so that it can stand on a unique column.</summary>
    public virtual bool KeepsUnique => false;

    /// <summary>Why it cannot be used on the column, as the end of a sentence; null when it can.</summary>
    public abstract string? Refusal(MaskedColumn column, MaskRule rule);

    /// <summary>The masked value as SQL, of any type that can be cast to the column's.</summary>
    public abstract string Sql(MaskedColumn column, MaskRule rule);

    /// <summary>
    /// Values that it can make and that the type of the column may not hold, as SQL: the source is asked to cast them before a byte moves.
    /// </summary>
    public virtual IReadOnlyList<string> Extremes(MaskRule rule) => [];

    /// <summary>What is wrong with the parameters of a rule, whatever column it is for, as a sentence; null for nothing.</summary>
    public virtual string? Problem(MaskRule rule) => null;

    /// <summary>The refusal of masks that make text: of other types, and of columns too short for what the mask makes at most. A cast would cut it.</summary>
    protected static string? TextOnly(MaskedColumn column, long longest = 0) => !column.IsText ? $"it makes text and the column is {column.Column.Type}"
        : column.MaxLength < longest ? $"it makes {longest} characters and the column holds {column.MaxLength}" : null;
}
