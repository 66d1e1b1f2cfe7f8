using System.Globalization;
using System.Text.RegularExpressions;

namespace PgClone.Plans.Yaml;

/// <summary>A single value. What it means follows the core schema of YAML 1.2: <c>yes</c> is text, <c>true</c> is not.</summary>
public sealed partial record YamlScalar : YamlNode
{
    /// <summary>The text, unquoted and unescaped.</summary>
    public required string Text { get; init; }

    /// <summary>True without quotes: only then can it be anything but text.</summary>
    public required bool IsPlain { get; init; }

    /// <summary>Where it begins in the text of the file, in UTF-16 units.</summary>
    public required int Start { get; init; }

    /// <summary>Where it ends in the text of the file.</summary>
    public required int End { get; init; }

    /// <summary>True for no value at all.</summary>
    public bool IsNull => IsPlain && (Text is "" or "~" or "null" or "Null" or "NULL");

    /// <summary>The truth value, or null when it is none.</summary>
    public bool? AsBoolean => IsPlain ? Text switch
    {
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ => null,
    } : null;

    /// <summary>True for a whole number of any size.</summary>
    public bool IsWholeNumber => IsPlain && WholeNumber().IsMatch(Text);

    /// <summary>The whole number, or null when it is none or does not fit.</summary>
    public long? AsInteger =>
        IsWholeNumber && long.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>The finite number with a fraction or exponent, or null when it is none.</summary>
    public double? AsNumber =>
        IsPlain && !IsWholeNumber && DecimalNumber().IsMatch(Text)
        && double.Parse(Text, NumberStyles.Float, CultureInfo.InvariantCulture) is var value && double.IsFinite(value) ? value : null;

    /// <summary>True for everything that is no null, truth value or number.</summary>
    public bool IsText => !IsNull && AsBoolean is null && !IsWholeNumber && AsNumber is null;

    [GeneratedRegex(@"\A[-+]?[0-9]+\z")]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"\A[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex DecimalNumber();
}
