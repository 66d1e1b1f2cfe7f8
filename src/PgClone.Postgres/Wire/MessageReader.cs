using System.Buffers.Binary;

namespace PgClone.Postgres.Wire;

/// <summary>
/// Cuts what a server sends into messages: a byte of type, four of length, which count themselves, and a body (protocol-overview in the manual).
/// COPY data comes in one message per row; of these only the headers are looked at, and taken out.
/// </summary>
/// <param name="stream">What the server sends.</param>
/// <param name="bufferBytes">Half of it is a piece worth sending on.</param>
public sealed class MessageReader(Stream stream, int bufferBytes = MessageReader.DefaultBufferBytes)
{
    private const int DefaultBufferBytes = 524288;
    private const int HeaderBytes = 5;

    // All other messages are short, but for rows of queries, which are ours.
    private const int LongestMessage = 1 << 24;

    private byte[] _buffer = new byte[bufferBytes];
    private int _start;
    private int _end;
    private int _rest;

    /// <summary>Messages of COPY data that began so far.</summary>
    public long CopyMessages { get; private set; }

    /// <summary>The next message as a whole.</summary>
    /// <exception cref="WireException">The server closed the connection, or sent what is no message.</exception>
    public BackendMessage Read()
    {
        Ensure(HeaderBytes);
        var (type, length) = ((char)_buffer[_start], Length(_start));
        Ensure(HeaderBytes + length);
        var body = _buffer.AsMemory(_start + HeaderBytes, length);
        _start += HeaderBytes + length;
        return new(type, body);
    }

    /// <summary>
    /// The data of as many CopyData messages as make a piece worth sending on, or of a part of one; empty when another message is next.
    /// </summary>
    /// <exception cref="WireException">The server closed the connection, or sent what is no message.</exception>
    public ReadOnlyMemory<byte> ReadData()
    {
        var filled = 0;
        while (true)
        {
            filled = Unpack(filled);
            var left = _end - _start;
            var isOther = left > 0 && _buffer[_start] != BackendMessage.CopyData;
            if (isOther || filled >= _buffer.Length / 2) return _buffer.AsMemory(0, filled);
            // A header that is cut in two: its beginning goes where its end will come.
            _buffer.AsSpan(_start, left).CopyTo(_buffer.AsSpan(filled));
            (_start, _end) = (filled, filled + left);
            Receive();
        }
    }

    /// <summary>Moves the data of what was received together, at the front of the buffer, behind what is there. Returns where it ends.</summary>
    private int Unpack(int filled)
    {
        while (true)
        {
            var data = Math.Min(_rest, _end - _start);
            _buffer.AsSpan(_start, data).CopyTo(_buffer.AsSpan(filled));
            filled += data;
            _start += data;
            _rest -= data;
            if (_end - _start < HeaderBytes || _buffer[_start] != BackendMessage.CopyData) return filled;
            _rest = Length(_start);
            _start += HeaderBytes;
            CopyMessages++;
        }
    }

    private int Length(int start)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(_buffer.AsSpan(start + 1)) - sizeof(int);
        return length >= 0 ? length : throw new WireException("the server sent what is no message of the protocol");
    }

    private void Ensure(int bytes)
    {
        if (bytes > LongestMessage) throw new WireException("the server sent a message that is too long");
        if (_start + bytes > _buffer.Length)
        {
            var larger = bytes > _buffer.Length ? new byte[bytes] : _buffer;
            _buffer.AsSpan(_start, _end - _start).CopyTo(larger);
            (_buffer, _start, _end) = (larger, 0, _end - _start);
        }

        while (_end - _start < bytes) Receive();
    }

    private void Receive()
    {
        var received = stream.Read(_buffer.AsSpan(_end));
        if (received == 0) throw new WireException("the server closed the connection unexpectedly");
        _end += received;
    }
}
