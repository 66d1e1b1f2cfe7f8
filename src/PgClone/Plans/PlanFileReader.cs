using System.Text;
using PgClone.Diagnostics;

namespace PgClone.Plans;

/// <summary>Reads the text of a file and says why it has none.</summary>
internal static class PlanFileReader
{
    // Larger than any plan a person keeps in git, and small enough to hold in memory.
    private const long LargestBytes = 16 * 1024 * 1024;

    public static async Task<string?> ReadTextAsync(string path, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (Directory.Exists(path))
            return Refuse(DiagnosticCodes.FileNotReadable, $"{path} is a directory", "name the *.pgclone.yaml file in it", diagnostics);
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
                return Refuse(DiagnosticCodes.FileNotReadable, $"{path} does not exist",
                    "check the path; the folder examples has plans to start from", diagnostics);
            if (file.Length > LargestBytes)
                return Refuse(DiagnosticCodes.NotText, $"{path} is too large for a clone plan", null, diagnostics);
            return Decode(path, await File.ReadAllBytesAsync(path, cancellation), diagnostics);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refuse(DiagnosticCodes.FileNotReadable, $"{path} cannot be read", "check its permissions", diagnostics);
        }
    }

    private static string? Decode(string path, byte[] bytes, DiagnosticBag diagnostics)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException e)
        {
            return Refuse(DiagnosticCodes.NotText, $"{path} is no UTF-8 text: byte {e.Index} cannot be read", "save it as UTF-8",
                diagnostics);
        }
    }

    private static string? Refuse(string code, string message, string? remedy, DiagnosticBag diagnostics)
    {
        diagnostics.Error(code, message, null, remedy);
        return null;
    }
}
