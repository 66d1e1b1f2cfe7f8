using System.Buffers.Binary;
using CsCheck;
using PgClone.Postgres.Rows;
using Xunit;

namespace PgClone.Tests.Rows;

public sealed class RowCounterTests
{
    [Fact]
    public void Binary_rows_are_counted_however_the_stream_is_cut() =>
        Gen.Select(Gen.Int[-1, 300].Array[0, 5].Array[0, 30], Gen.Int[1, 50]).Sample((rows, piece) =>
        {
            var stream = Binary(rows);
            var counter = RowCounter.For(binary: true);
            for (var at = 0; at < stream.Length; at += piece)
            {
                Assert.False(counter.IsComplete);
                counter.Observe(stream.AsSpan(at, Math.Min(piece, stream.Length - at)));
            }

            Assert.Equal(rows.Length, counter.Rows);
            Assert.True(counter.IsComplete);
        });

    [Fact]
    public void Text_that_ends_inside_a_row_is_not_complete()
    {
        var counter = RowCounter.For(binary: false);
        counter.Observe("1\ta\\nb\n2\t"u8);

        Assert.Equal(1, counter.Rows);
        Assert.False(counter.IsComplete);
    }

    // Header, rows of fields of the given lengths (-1 for NULL), end mark.
    private static byte[] Binary(int[][] rows)
    {
        using var stream = new MemoryStream();
        stream.Write(new byte[19]);
        var number = new byte[4];
        foreach (var row in rows)
        {
            BinaryPrimitives.WriteInt16BigEndian(number, (short)row.Length);
            stream.Write(number, 0, 2);
            foreach (var length in row)
            {
                BinaryPrimitives.WriteInt32BigEndian(number, length);
                stream.Write(number);
                stream.Write(Enumerable.Repeat((byte)0xff, Math.Max(0, length)).ToArray());
            }
        }

        stream.Write([0xff, 0xff]);
        return stream.ToArray();
    }
}
