using System.Buffers.Binary;
using System.Text;

namespace GboParticipatie.Files;

/// <summary>A WebP with its picture and colours only: without EXIF but for which side is up, without XMP and parts that nobody knows.</summary>
internal static class WebPFile
{
    private const byte HasExif = 0x08, HasXmp = 0x04;
    private const int HeaderLength = 12;

    public static bool Is(ReadOnlySpan<byte> file) => file.Length > HeaderLength && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8);

    public static byte[] Strip(ReadOnlySpan<byte> webp)
    {
        using var kept = new MemoryStream(webp.Length);
        kept.Write(webp[..HeaderLength]);
        var end = (int)Math.Min(webp.Length, 8L + BinaryPrimitives.ReadUInt32LittleEndian(webp[4..]));
        var (hasPicture, orientation, extended) = (false, 1, -1L);
        for (var at = HeaderLength; at < end;)
        {
            var name = NameAt(webp, at, end);
            var content = ContentAt(webp, at, end);
            at += 8 + content.Length + (content.Length & 1);
            if (name == "EXIF") orientation = Orientation.Read(content.StartsWith("Exif\0\0"u8) ? content[6..] : content);
            if (name == "VP8X") extended = kept.Position;
            hasPicture |= name is "VP8 " or "VP8L" or "ANMF";
            CheckSize(name, content);
            if (name is "VP8X" or "VP8 " or "VP8L" or "ALPH" or "ICCP" or "ANIM" or "ANMF") Write(kept, name, content);
        }

        if (!hasPicture) throw new BrokenFileException("A WebP without picture.");
        if (extended >= 0 && orientation != 1) Write(kept, "EXIF", Orientation.Write(orientation));
        var result = kept.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(result.AsSpan(4), (uint)result.Length - 8);
        if (extended >= 0) result[extended + 8] = (byte)((result[extended + 8] & ~(HasExif | HasXmp)) | (orientation == 1 ? 0 : HasExif));
        return result;
    }

    private static string NameAt(ReadOnlySpan<byte> webp, int at, int end)
        => at + 8 <= end ? Encoding.ASCII.GetString(webp.Slice(at, 4)) : throw new BrokenFileException("It stops before its end.");

    private static ReadOnlySpan<byte> ContentAt(ReadOnlySpan<byte> webp, int at, int end)
    {
        var length = BinaryPrimitives.ReadUInt32LittleEndian(webp[(at + 4)..]);
        return length <= end - at - 8 ? webp.Slice(at + 8, (int)length) : throw new BrokenFileException("It stops in the middle of a part.");
    }

    private static void CheckSize(string name, ReadOnlySpan<byte> content)
    {
        if (name == "VP8X")
        {
            if (content.Length < 10) throw new BrokenFileException("A header that is too short.");
            PictureSize.Check(1 + UInt24(content[4..]), 1 + UInt24(content[7..]));
        }
        else if (name == "VP8L")
        {
            if (content.Length < 5 || content[0] != 0x2F) throw new BrokenFileException("Not a picture.");
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(content[1..]);
            PictureSize.Check(1 + (int)(bits & 0x3FFF), 1 + (int)((bits >> 14) & 0x3FFF));
        }
        else if (name == "VP8 ")
        {
            if (content.Length < 10 || !content[3..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A])) throw new BrokenFileException("Not a picture.");
            PictureSize.Check(BinaryPrimitives.ReadUInt16LittleEndian(content[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(content[8..]) & 0x3FFF);
        }
    }

    private static int UInt24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    private static void Write(MemoryStream kept, string name, ReadOnlySpan<byte> content)
    {
        Span<byte> head = stackalloc byte[8];
        Encoding.ASCII.GetBytes(name, head);
        BinaryPrimitives.WriteUInt32LittleEndian(head[4..], (uint)content.Length);
        kept.Write(head);
        kept.Write(content);
        if ((content.Length & 1) == 1) kept.WriteByte(0);
    }
}
