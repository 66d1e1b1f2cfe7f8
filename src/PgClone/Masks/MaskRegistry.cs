namespace PgClone.Masks;

/// <summary>The masks there are. A new one is a file and a line here.</summary>
public static class MaskRegistry
{
    /// <summary>Every mask.</summary>
    public static IReadOnlyList<Mask> All { get; } =
        [new EmailMask(), new NameMask(), new PhoneMask(), new PartialMask(), new HashMask(), new NullMask(), new RandomIntMask(), new ConstantMask()];

    /// <summary>The mask of that name, or null.</summary>
    public static Mask? Find(string name) => All.FirstOrDefault(mask => mask.Name == name);
}
