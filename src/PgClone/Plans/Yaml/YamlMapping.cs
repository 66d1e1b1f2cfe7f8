using PgClone.Postgres.Sql;

namespace PgClone.Plans.Yaml;

/// <summary>Keys and values, in the order of the file; no key stands twice.</summary>
public sealed record YamlMapping : YamlNode
{
    /// <summary>The entries, in the order of the file.</summary>
    public required ValueList<YamlEntry> Entries { get; init; }

    /// <summary>The entry of a key, or null.</summary>
    public YamlEntry? Find(string key) => Entries.FirstOrDefault(e => e.Key == key);

    /// <summary>The text of a key, or null when the key is absent or its value is no text.</summary>
    public YamlScalar? Text(string key) => Find(key)?.Value is YamlScalar { IsText: true } scalar ? scalar : null;

    /// <summary>The truth value of a key, or <paramref name="otherwise"/> when the key is absent or its value is none.</summary>
    public bool Boolean(string key, bool otherwise) => (Find(key)?.Value as YamlScalar)?.AsBoolean ?? otherwise;

    /// <summary>The entries of a mapping under a key; none when the key is absent or its value is no mapping.</summary>
    public ValueList<YamlEntry> EntriesOf(string key) => Find(key)?.Value is YamlMapping mapping ? mapping.Entries : [];

    /// <summary>The items of a list under a key; none when the key is absent or its value is no list.</summary>
    public ValueList<YamlNode> ItemsOf(string key) => Find(key)?.Value is YamlSequence sequence ? sequence.Items : [];

    /// <summary>This mapping with another laid over it: mappings merge key by key, everything else of the other replaces.</summary>
    public YamlMapping With(YamlMapping other)
    {
        var entries = Entries.ToList();
        foreach (var entry in other.Entries)
        {
            var at = entries.FindIndex(e => e.Key == entry.Key);
            if (at < 0) entries.Add(entry);
            else if (entries[at].Value is YamlMapping ours && entry.Value is YamlMapping theirs)
                entries[at] = entries[at] with { Value = ours.With(theirs) };
            else entries[at] = entry;
        }

        return this with { Entries = entries.ToValueList() };
    }
}
