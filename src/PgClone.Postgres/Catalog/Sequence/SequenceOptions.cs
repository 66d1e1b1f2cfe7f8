namespace PgClone.Postgres.Catalog.Sequence;

/// <summary>How a sequence counts (pg_sequence): of a sequence that stands alone, or behind an identity column.</summary>
public sealed record SequenceOptions
{
    /// <summary>smallint, integer or bigint.</summary>
    public required string DataType { get; init; }

    /// <summary>The first value.</summary>
    public required long Start { get; init; }

    /// <summary>The step between values; negative for a descending sequence.</summary>
    public required long Increment { get; init; }

    /// <summary>The least value.</summary>
    public required long Minimum { get; init; }

    /// <summary>The greatest value.</summary>
    public required long Maximum { get; init; }

    /// <summary>How many values a session takes at once; at least 1.</summary>
    public required long Cache { get; init; }

    /// <summary>Whether it starts again at the other end.</summary>
    public required bool Cycles { get; init; }

    /// <summary>The options in the syntax of CREATE SEQUENCE, without the data type.</summary>
    public string Sql => string.Join(' ', Clauses);

    /// <summary>The options one by one: ALTER COLUMN wants a SET before each.</summary>
    public IEnumerable<string> Clauses =>
    [
        $"START WITH {Start}", $"INCREMENT BY {Increment}", $"MINVALUE {Minimum}", $"MAXVALUE {Maximum}", $"CACHE {Cache}",
        Cycles ? "CYCLE" : "NO CYCLE",
    ];

    /// <summary>True for a value between the least and the greatest.</summary>
    public bool Allows(long value) => value >= Minimum && value <= Maximum;

    /// <summary>True when a sequence that counts so may stand where the other options forbid it.</summary>
    public bool Exceeds(SequenceOptions desired) => Minimum < desired.Minimum || Maximum > desired.Maximum;

    /// <summary>
    /// What lets ALTER SEQUENCE narrow these options to others, with a space before it: a value outside of them is refused. Whoever runs it sets the
    /// value afterwards. Empty where no value can be outside.
    /// </summary>
    public string RestartFor(SequenceOptions desired) => Exceeds(desired) ? $" RESTART WITH {desired.Start}" : "";
}
