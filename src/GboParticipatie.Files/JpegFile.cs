using System.Buffers.Binary;

namespace GboParticipatie.Files;

/// <summary>
/// A JPEG without what is not picture: place, device, time, names, comments, small copies of the picture before it was cut, and what
/// stands behind its end. Not a pixel changes.
/// </summary>
internal static class JpegFile
{
    private const byte Start = 0xD8, End = 0xD9, Scan = 0xDA, App0 = 0xE0, App1 = 0xE1, App2 = 0xE2, App14 = 0xEE, App15 = 0xEF, Comment = 0xFE;

    public static byte[] Strip(ReadOnlySpan<byte> jpeg)
    {
        using var kept = new MemoryStream(jpeg.Length);
        var (at, orientation, hasFrame, hasScan) = (2, 1, false, false);
        while (true)
        {
            var marker = NextMarker(jpeg, ref at);
            if (marker == End) break;
            var segment = Segment(jpeg, at);
            at += segment.Length;
            if (marker == App1) orientation = OrientationIn(segment[2..], orientation);
            if (marker is 0xC0 or 0xC1 or 0xC2)
            {
                CheckFrame(segment);
                hasFrame = true;
            }

            if (!IsKept(marker, segment[2..])) continue;
            kept.Write([0xFF, marker]);
            if (marker == App0) WriteJfif(kept);
            else kept.Write(segment);
            if (marker != Scan) continue;
            var end = EndOfScan(jpeg, at);
            kept.Write(jpeg[at..end]);
            (at, hasScan) = (end, true);
        }

        if (!hasFrame || !hasScan) throw new BrokenFileException("A JPEG without picture.");
        return [0xFF, Start, .. Exif(orientation), .. kept.GetBuffer().AsSpan(0, (int)kept.Length), 0xFF, End];
    }

    /// <summary>Makes unreadable, in place, what <see cref="Strip"/> leaves out: for a JPEG inside another file, whose length must stay.</summary>
    public static void Blank(Span<byte> jpeg)
    {
        var at = 2;
        while (at < jpeg.Length)
        {
            var marker = NextMarker(jpeg, ref at);
            if (marker == End)
            {
                jpeg[at..].Clear();
                return;
            }

            var segment = Segment(jpeg, at);
            if (!IsKept(marker, segment[2..])) jpeg.Slice(at + 2, segment.Length - 2).Clear();
            at += segment.Length;
            if (marker == Scan) at = EndOfScan(jpeg, at);
        }
    }

    private static byte NextMarker(ReadOnlySpan<byte> jpeg, ref int at)
    {
        if (at + 1 >= jpeg.Length || jpeg[at] != 0xFF) throw new BrokenFileException("No marker where one should be.");
        while (at < jpeg.Length && jpeg[at] == 0xFF) at++;
        if (at >= jpeg.Length || jpeg[at] == 0) throw new BrokenFileException("It stops before its end.");
        return jpeg[at++];
    }

    private static ReadOnlySpan<byte> Segment(ReadOnlySpan<byte> jpeg, int at)
    {
        if (at + 2 > jpeg.Length) throw new BrokenFileException("It stops before its end.");
        var length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[at..]);
        if (length < 2 || at + length > jpeg.Length) throw new BrokenFileException("A part is longer than the file.");
        return jpeg.Slice(at, length);
    }

    private static void CheckFrame(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 8) throw new BrokenFileException("A frame without size.");
        PictureSize.Check(BinaryPrimitives.ReadUInt16BigEndian(segment[5..]), BinaryPrimitives.ReadUInt16BigEndian(segment[3..]));
    }

    private static bool IsKept(byte marker, ReadOnlySpan<byte> content) => marker switch
    {
        App0 => content.StartsWith("JFIF\0"u8) && content.Length >= 14,
        App2 => content.StartsWith("ICC_PROFILE\0"u8),
        App14 => content.StartsWith("Adobe"u8),
        >= App1 and <= App15 or Comment => false,
        // Tables, frame and scans; not the kinds of frame that no browser shows.
        0xDB or 0xC4 or 0xDD or Scan or 0xC0 or 0xC1 or 0xC2 => true,
        _ => throw new BrokenFileException("A kind of JPEG that browsers do not show."),
    };

    // Without the small copy of the picture that may stand in it.
    private static void WriteJfif(MemoryStream kept) => kept.Write([0, 16, (byte)'J', (byte)'F', (byte)'I', (byte)'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);

    private static int OrientationIn(ReadOnlySpan<byte> content, int known) => content.StartsWith("Exif\0\0"u8) ? Orientation.Read(content[6..]) : known;

    private static byte[] Exif(int orientation)
        => orientation == 1 ? [] : [0xFF, App1, 0, 34, (byte)'E', (byte)'x', (byte)'i', (byte)'f', 0, 0, .. Orientation.Write(orientation)];

    // In a scan, FF is followed by 00 or by the number of a restart; anything else is the next part.
    private static int EndOfScan(ReadOnlySpan<byte> jpeg, int at)
    {
        while (true)
        {
            var next = at >= jpeg.Length ? -1 : jpeg[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= jpeg.Length) throw new BrokenFileException("It stops in the middle of the picture.");
            at += next;
            if (jpeg[at + 1] is not (0 or (>= 0xD0 and <= 0xD7))) return at;
            at += 2;
        }
    }
}
