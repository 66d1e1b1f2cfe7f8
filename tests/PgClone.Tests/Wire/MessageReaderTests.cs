using System.Buffers.Binary;
using System.Text;
using CsCheck;
using PgClone.Postgres.Wire;
using Xunit;

namespace PgClone.Tests.Wire;

public sealed class MessageReaderTests
{
    [Fact]
    public void Copy_data_arrives_whole_however_the_network_cuts_it() =>
        Gen.Select(Gen.Byte.Array[0, 300].Array[0, 40], Gen.Int[1, 400], Gen.Int[16, 200]).Sample((rows, piece, buffer) =>
        {
            byte[] sent = [.. rows.SelectMany(row => Message('d', row)), .. Message('c'), .. Message('C', "COPY 7\0"u8)];
            var reader = new MessageReader(new Pieces(sent, piece), buffer);

            Assert.Equal(rows.SelectMany(row => row), AllData(reader));
            Assert.Equal(rows.Length, reader.CopyMessages);
            Assert.Equal('c', reader.Read().Type);
            Assert.Equal(7, reader.Read().CopiedRows);
        });

    [Fact]
    public void Data_goes_on_after_a_notice_in_its_middle()
    {
        byte[] sent = [.. Message('d', "a\n"u8), .. Message('N', "SNOTICE\0MHello\0\0"u8), .. Message('d', "b\n"u8), .. Message('c')];
        var reader = new MessageReader(new Pieces(sent, 3), 64);

        Assert.Equal("a\n"u8, AllData(reader));
        Assert.True(reader.Read().IsAsynchronous);
        Assert.Equal("b\n"u8, AllData(reader));
        Assert.Equal('c', reader.Read().Type);
    }

    [Fact]
    public void An_error_in_the_middle_is_told_as_Npgsql_tells_it_without_values()
    {
        byte[] sent = [.. Message('d', "a\n"u8), .. Message('E', "SERROR\0VERROR\0C22012\0Mdivision by zero\0HTry one.\0DKey (ssn)=(secret)\0WCOPY t, line 1: \"secret\"\0\0"u8)];
        var reader = new MessageReader(new Pieces(sent, 1), 16);
        AllData(reader);

        var error = reader.Read().Error();

        Assert.Equal(("22012", "division by zero", "Try one.", "ERROR"), (error.SqlState, error.MessageText, error.Hint, error.InvariantSeverity));
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(9)]
    public void A_connection_that_ends_inside_a_copy_is_no_end_of_the_copy(int bytes)
    {
        var reader = new MessageReader(new Pieces(Message('d', "0123456789"u8)[..bytes], 4), 64);

        Assert.Throws<WireException>(() => AllData(reader));
    }

    [Fact]
    public void A_length_that_cannot_be_is_refused() =>
        Assert.Throws<WireException>(() => new MessageReader(new MemoryStream([(byte)'Z', 0, 0, 0, 3])).Read());

    private static byte[] AllData(MessageReader reader)
    {
        var data = new List<byte>();
        while (reader.ReadData() is { IsEmpty: false } piece) data.AddRange(piece.ToArray());
        return [.. data];
    }

    private static byte[] Message(char type, ReadOnlySpan<byte> body = default)
    {
        var message = new byte[body.Length + 5];
        message[0] = Encoding.ASCII.GetBytes([type])[0];
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(1), body.Length + 4);
        body.CopyTo(message.AsSpan(5));
        return message;
    }

    /// <summary>Gives no more than so many bytes at a time.</summary>
    private sealed class Pieces(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(piece, buffer.Length)]);
    }
}
