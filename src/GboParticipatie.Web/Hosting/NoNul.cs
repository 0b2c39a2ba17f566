namespace GboParticipatie.Web.Hosting;

/// <summary>
/// The one character that no text may have here: PostgreSQL keeps none and the framework refuses a whole form for it, with all that was
/// typed. It comes from texts that are pasted. It becomes a bell, which every text knows what to do with: leave it out, or say so at the field.
/// </summary>
internal static class NoNul
{
    private const string Form = "application/x-www-form-urlencoded";

    public static void UseNoNul(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        var request = http.Request;
        if (request.QueryString.Value is { } query && query.Contains("%00", StringComparison.Ordinal)) request.QueryString = new QueryString(query.Replace("%00", "%07", StringComparison.Ordinal));
        if (request.ContentType?.StartsWith(Form, StringComparison.OrdinalIgnoreCase) == true) request.Body = new WithoutNul(request.Body);
        return next(http);
    });

    // Only the last of "%00" changes, so nothing has to be read ahead and the length stays.
    private sealed class WithoutNul(Stream body) : Stream
    {
        private int _seen;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await body.ReadAsync(buffer, cancellationToken);
            Ring(buffer.Span[..read]);
            return read;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = body.Read(buffer, offset, count);
            Ring(buffer.AsSpan(offset, read));
            return read;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private void Ring(Span<byte> bytes)
        {
            for (var i = 0; i < bytes.Length; i++)
            {
                if (bytes[i] == 0) bytes[i] = 7;
                else if (_seen == 2 && bytes[i] == (byte)'0') bytes[i] = (byte)'7';
                _seen = bytes[i] == (byte)'%' ? 1 : _seen == 1 && bytes[i] == (byte)'0' ? 2 : 0;
            }
        }
    }
}
