using System.Buffers.Binary;
using System.IO.Compression;

namespace GboParticipatie.Files;

/// <summary>A PNG with its picture and colours only: without texts, times, EXIF, moving parts and what stands behind its end.</summary>
internal static class PngFile
{
    public static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static readonly HashSet<string> Kept = new(["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs", "cICP"], StringComparer.Ordinal);
    private static readonly uint[] Crcs = MakeCrcs();

    public static byte[] Strip(ReadOnlySpan<byte> png)
    {
        using var kept = new MemoryStream(png.Length);
        using var packed = new MemoryStream();
        kept.Write(Signature);
        var (at, header) = (Signature.Length, default(Header));
        for (var name = ""; name != "IEND";)
        {
            var chunk = Chunk(png, at);
            var content = chunk[8..^4];
            at += chunk.Length;
            name = System.Text.Encoding.ASCII.GetString(chunk.Slice(4, 4));
            if ((header is null) != (name == "IHDR")) throw new BrokenFileException("Not one header, at the start.");
            if (name == "IHDR") header = Header.Read(content);
            if (name == "IDAT") packed.Write(content);
            if (char.IsUpper(name[0]) && !Kept.Contains(name)) throw new BrokenFileException("A part that no browser knows.");
            if (Kept.Contains(name)) kept.Write(chunk);
        }

        packed.Position = 0;
        CheckPixels(packed, header!.Bytes());
        return kept.ToArray();
    }

    private static ReadOnlySpan<byte> Chunk(ReadOnlySpan<byte> png, int at)
    {
        if (at + 12 > png.Length) throw new BrokenFileException("It stops before its end.");
        var length = BinaryPrimitives.ReadUInt32BigEndian(png[at..]);
        if (length > png.Length - at - 12) throw new BrokenFileException("A part is longer than the file.");
        var chunk = png.Slice(at, (int)length + 12);
        if (Crc(chunk[4..^4]) != BinaryPrimitives.ReadUInt32BigEndian(chunk[^4..])) throw new BrokenFileException("A part is damaged.");
        return chunk;
    }

    // All of the picture is there. It is unpacked without being kept.
    private static void CheckPixels(Stream packed, long expected)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            using var unpacked = new ZLibStream(packed, CompressionMode.Decompress);
            while (expected > 0 && unpacked.Read(buffer) is > 0 and var read) expected -= read;
        }
        catch (InvalidDataException)
        {
            throw new BrokenFileException("The picture cannot be unpacked.");
        }

        if (expected > 0) throw new BrokenFileException("It stops in the middle of the picture.");
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes) crc = Crcs[(byte)(crc ^ b)] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[] MakeCrcs()
    {
        var table = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            table[i] = i;
            for (var bit = 0; bit < 8; bit++) table[i] = (table[i] & 1) == 0 ? table[i] >> 1 : 0xEDB88320 ^ (table[i] >> 1);
        }

        return table;
    }

    private sealed record Header(int Width, int Height, int BitsPerPixel, bool IsInterlaced)
    {
        // The seven passes of an interlaced picture: first column and row, and how far apart they are.
        private static readonly (int X, int Y, int AcrossX, int AcrossY)[] Passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

        public static Header Read(ReadOnlySpan<byte> content)
        {
            if (content.Length != 13) throw new BrokenFileException("A header of another size.");
            var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(content), BinaryPrimitives.ReadInt32BigEndian(content[4..]));
            PictureSize.Check(width, height);
            var samples = content[9] switch { 0 or 3 => 1, 2 => 3, 4 => 2, 6 => 4, _ => throw new BrokenFileException("Colours that do not exist.") };
            if (content[8] is not (1 or 2 or 4 or 8 or 16)) throw new BrokenFileException("Colours that do not exist.");
            return new Header(width, height, samples * content[8], content[12] == 1);
        }

        /// <summary>Bytes of the picture when unpacked: each row has one byte before it.</summary>
        public long Bytes() => IsInterlaced
            ? Passes.Sum(p => Bytes((Width - p.X + p.AcrossX - 1) / p.AcrossX, (Height - p.Y + p.AcrossY - 1) / p.AcrossY))
            : Bytes(Width, Height);

        private long Bytes(int width, int height) => width <= 0 || height <= 0 ? 0 : height * (1 + ((((long)width * BitsPerPixel) + 7) / 8));
    }
}
