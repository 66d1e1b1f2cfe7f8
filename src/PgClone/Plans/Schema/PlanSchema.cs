using System.Text;

namespace PgClone.Plans.Schema;

/// <summary>The JSON schema of clone plans, as editors and <c>pgclone schema</c> get it.</summary>
public static class PlanSchema
{
    private const string Resource = "clone-plan.schema.json";

    /// <summary>The text of schemas/clone-plan.schema.json.</summary>
    public static string Text { get; } = Load();

    private static string Load()
    {
        using var stream = typeof(PlanSchema).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not embedded");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
