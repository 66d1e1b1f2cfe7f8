using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Npgsql;

namespace PgClone.Postgres.Wire;

/// <summary>A message of the server: protocol-message-formats in the manual. The body is valid until the next one is read.</summary>
public readonly record struct BackendMessage(char Type, ReadOnlyMemory<byte> Body)
{
    internal const char Authentication = 'R';
    internal const char BackendKeyData = 'K';
    internal const char CommandComplete = 'C';
    internal const char CopyData = 'd';
    internal const char CopyDone = 'c';
    internal const char CopyOutResponse = 'H';
    internal const char DataRow = 'D';
    internal const char ErrorResponse = 'E';
    internal const char ReadyForQuery = 'Z';

    /// <summary>True for what may come at any time (protocol-async): NoticeResponse, ParameterStatus, NotificationResponse.</summary>
    public bool IsAsynchronous => Type is 'N' or 'S' or 'A';

    /// <summary>The number at a place of the body.</summary>
    internal int NumberAt(int place) => BinaryPrimitives.ReadInt32BigEndian(Body.Span[place..]);

    /// <summary>The rows of the tag of a COPY, "COPY 42"; null for another command.</summary>
    public long? CopiedRows =>
        Strings(Body) is [var tag, ..]
        && tag.StartsWith("COPY ", StringComparison.Ordinal)
        && long.TryParse(tag.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var rows)
            ? rows : null;

    /// <summary>The first column of a row in text; null for NULL.</summary>
    public string? FirstColumn => BinaryPrimitives.ReadInt16BigEndian(Body.Span) == 0 || NumberAt(2) < 0 ? null : Encoding.UTF8.GetString(Body.Span.Slice(6, NumberAt(2)));

    /// <summary>The strings of a list that ends with an empty one.</summary>
    public static string[] Strings(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span).Split('\0', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>
    /// The error as Npgsql would tell it, so that nobody need know who read it. Detail and context are left out: they quote values of rows
    /// (protocol-error-fields).
    /// </summary>
    public PostgresException Error()
    {
        var fields = Strings(Body).DistinctBy(field => field[0]).ToDictionary(field => field[0], field => field[1..]);
        var severity = Field('S');
        return new(Field('M'), severity, fields.GetValueOrDefault('V', severity), Field('C'), hint: fields.GetValueOrDefault('H'));

        string Field(char code) => fields.GetValueOrDefault(code, "");
    }
}
