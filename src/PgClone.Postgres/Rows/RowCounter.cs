using System.Buffers.Binary;

namespace PgClone.Postgres.Rows;

/// <summary>Counts the rows that pass by in a stream of COPY data, and knows whether the stream has come to its end.</summary>
public abstract class RowCounter
{
    /// <summary>Rows seen so far.</summary>
    public long Rows { get; protected set; }

    /// <summary>True when what was seen is a whole number of rows, with the end mark where the format has one.</summary>
    public abstract bool IsComplete { get; }

    /// <summary>Looks at the next bytes of the stream.</summary>
    public abstract void Observe(ReadOnlySpan<byte> bytes);

    /// <summary>The counter for a format.</summary>
    public static RowCounter For(bool binary) => binary ? new Binary() : new Text();

    /// <summary>In text format every row ends with a line feed, and no line feed stands inside one (COPY, File Formats).</summary>
    private sealed class Text : RowCounter
    {
        private bool _endsLine = true;

        public override bool IsComplete => _endsLine;

        public override void Observe(ReadOnlySpan<byte> bytes)
        {
            if (bytes.IsEmpty) return;
            Rows += bytes.Count((byte)'\n');
            _endsLine = bytes[^1] == (byte)'\n';
        }
    }

    /// <summary>
    /// Binary format: a header of 19 bytes, then per row a count of fields (int16) and per field a length (int32, -1 for NULL) and the value;
    /// a count of -1 ends it (COPY, File Formats).
    /// </summary>
    private sealed class Binary : RowCounter
    {
        private const int HeaderBytes = 19;
        private readonly byte[] _number = new byte[4];
        private int _have;
        private long _skip = HeaderBytes;
        private int _fields;
        private bool _ended;

        public override bool IsComplete => _ended;

        public override void Observe(ReadOnlySpan<byte> bytes)
        {
            while (true)
            {
                var step = (int)Math.Min(_skip, bytes.Length);
                bytes = bytes[step..];
                _skip -= step;
                if (bytes.IsEmpty || _ended) return;
                var size = _fields == 0 ? 2 : 4;
                if (_have == 0 && bytes.Length >= size)
                {
                    Take(bytes[..size]);
                    bytes = bytes[size..];
                    continue;
                }

                // The number straddles two buffers.
                _number[_have++] = bytes[0];
                bytes = bytes[1..];
                if (_have < size) continue;
                _have = 0;
                Take(_number.AsSpan(0, size));
            }
        }

        private void Take(ReadOnlySpan<byte> number)
        {
            if (_fields > 0)
            {
                _skip = Math.Max(0, BinaryPrimitives.ReadInt32BigEndian(number));
                _fields--;
                return;
            }

            _fields = BinaryPrimitives.ReadInt16BigEndian(number);
            _ended = _fields < 0;
            if (_ended) _fields = 0;
            else Rows++;
        }
    }
}
