using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PgClone.State;

/// <summary>Writes saved plans to files and reads them back.</summary>
public static class SavedPlanStore
{
    /// <summary>How plans, steps and reports look in JSON.</summary>
    public static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        // SQL stays readable; the file is no HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The plan with its id filled in.</summary>
    public static SavedPlan Sealed(SavedPlan plan) => plan with { PlanId = IdOf(plan) };

    /// <summary>
    /// Why a plan cannot be saved there, found before the work of planning; null when it can. Only an earlier saved plan is ever overwritten.
    /// </summary>
    public static async Task<string?> RefusalAsync(string path, CancellationToken cancellation)
    {
        if (Directory.Exists(path)) return "is a directory; name a file";
        try
        {
            if (File.Exists(path) && new FileInfo(path).Length > 0 && !await IsSavedPlanAsync(path, cancellation)) return "exists and is no saved plan; name another file";
            await using (File.Create(Partial(path), 1, FileOptions.DeleteOnClose)) return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"cannot be written: {error.Message}";
        }
    }

    /// <summary>Writes the plan beside the path and moves it there, so that no reader sees half of it.</summary>
    public static async Task WriteAsync(SavedPlan plan, string path, CancellationToken cancellation)
    {
        var partial = Partial(path);
        await File.WriteAllTextAsync(partial, JsonSerializer.Serialize(plan, Json) + "\n", cancellation);
        File.Move(partial, path, overwrite: true);
    }

    /// <summary>Reads a saved plan. Null and a sentence when the file is none, is of another version, or was edited.</summary>
    public static async Task<(SavedPlan? Plan, string? Problem)> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            var plan = JsonSerializer.Deserialize<SavedPlan>(await File.ReadAllTextAsync(path, cancellation), Json)!;
            if (plan.FormatVersion != SavedPlan.CurrentFormat)
                return (null, $"it has format version {plan.FormatVersion}, this program reads {SavedPlan.CurrentFormat}");
            return plan.PlanId == IdOf(plan) ? (plan, null) : (null, "it was changed after it was saved");
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            return (null, $"it is no saved plan ({error.Message})");
        }
    }

    /// <summary>True when the file looks like a saved plan rather than a clone plan, which may be JSON too.</summary>
    public static async Task<bool> IsSavedPlanAsync(string path, CancellationToken cancellation)
    {
        if (!File.Exists(path)) return false;
        using var reader = new StreamReader(path);
        var start = new char[200];
        var beginning = start.AsMemory(0, await reader.ReadBlockAsync(start.AsMemory(), cancellation)).ToString();
        return beginning.TrimStart().StartsWith('{') && beginning.Contains("\"planId\"", StringComparison.Ordinal);
    }

    private static string Partial(string path) => $"{path}.partial";

    private static string IdOf(SavedPlan plan) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(plan with { PlanId = "" }, Json))));
}
