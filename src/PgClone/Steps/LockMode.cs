using System.Text.Json.Serialization;

namespace PgClone.Steps;

/// <summary>
/// How a step locks a table: the server's modes (explicit-locking in the manual), as far as steps need them, from the weakest to the strongest.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<LockMode>))]
public enum LockMode
{
    /// <summary>Reads it, as the test of a foreign key does with the table that it refers to: only who needs the table alone waits.</summary>
    RowShare,

    /// <summary>
    /// CREATE INDEX, which goes along with its like. COPY too, although the server lets the two not into one table: the order of steps never does,
    /// and under one topmost table they go along.
    /// </summary>
    Share,

    /// <summary>ADD FOREIGN KEY: others may only read. VALIDATE CONSTRAINT too, whose SHARE UPDATE EXCLUSIVE lets no step of ours in that this one keeps out.</summary>
    ShareRowExclusive,

    /// <summary>Every other ALTER: nobody else.</summary>
    AccessExclusive,
}
