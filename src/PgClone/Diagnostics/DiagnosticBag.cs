using PgClone.Postgres.Sql;

namespace PgClone.Diagnostics;

/// <summary>Collects diagnostics, so that one run reports all of them. The same sentence about the same place is kept once.</summary>
public sealed class DiagnosticBag
{
    private readonly List<Diagnostic> _found = [];

    /// <summary>True when something found is an error.</summary>
    public bool HasErrors => _found.Exists(d => d.Severity == Severity.Error);

    /// <summary>How many were found.</summary>
    public int Count => _found.Count;

    /// <summary>Keeps a diagnostic.</summary>
    public void Add(Diagnostic diagnostic)
    {
        var (code, message, location) = (diagnostic.Code, diagnostic.Message, diagnostic.Location);
        if (!_found.Exists(d => d.Code == code && d.Message == message && d.Location == location)) _found.Add(diagnostic);
    }

    /// <summary>Keeps an error.</summary>
    public void Error(string code, string message, SourceLocation? location, string? remedy = null) =>
        Add(new Diagnostic { Code = code, Message = message, Location = location, Remedy = remedy });

    /// <summary>What was found: first what has no place in a file, then file by file from top to bottom.</summary>
    public ValueList<Diagnostic> InOrder() =>
        _found.OrderBy(d => d.Location?.File, StringComparer.Ordinal)
            .ThenBy(d => d.Location?.Line)
            .ThenBy(d => d.Location?.Column)
            .ThenBy(d => d.Code, StringComparer.Ordinal)
            .ToValueList();
}
