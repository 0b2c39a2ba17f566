using GboParticipatie.Files;

namespace GboParticipatie.Data.Files;

/// <summary>
/// Reads a file part by part, each with a query of its own: whoever takes a file in slowly, on a phone in a bus, keeps no connection
/// and no look at the database open. What was taken away meanwhile stops half-way.
/// </summary>
internal sealed class StoredFileStream(GboDbContext db, StoredFile file) : Stream
{
    private ReadOnlyMemory<byte> _part;
    private int _next;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => file.Size;

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= file.Size) return 0;
        if (_part.IsEmpty) _part = await NextPartAsync(cancellationToken);
        var count = Math.Min(buffer.Length, _part.Length);
        _part[..count].CopyTo(buffer);
        _part = _part[count..];
        _position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read it with ReadAsync.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async Task<byte[]> NextPartAsync(CancellationToken cancel)
    {
        var number = _next++;
        return await db.Set<StoredFilePart>().Where(p => p.FileId == file.Id && p.Number == number).Select(p => p.Content).SingleOrDefaultAsync(cancel)
            ?? throw new IOException("The file was taken away while it was read.");
    }
}
