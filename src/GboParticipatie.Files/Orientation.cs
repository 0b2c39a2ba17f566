using System.Buffers.Binary;

namespace GboParticipatie.Files;

/// <summary>Which side of a photo is up: the one thing of its EXIF that is kept, because without it people lie on their side.</summary>
internal static class Orientation
{
    private const ushort Tag = 0x0112;

    /// <summary>What EXIF says (without "Exif\0\0" before it): 1 to 8, and 1 when it says nothing that can be understood.</summary>
    public static int Read(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8) return 1;
        var isLittle = tiff[0] == 'I' && tiff[1] == 'I';
        if (!isLittle && !(tiff[0] == 'M' && tiff[1] == 'M')) return 1;
        var start = UInt32(tiff[4..], isLittle);
        if (start > tiff.Length - 2) return 1;
        var directory = tiff[(int)start..];
        var count = UInt16(directory, isLittle);
        for (var i = 0; i < count && directory.Length >= 2 + ((i + 1) * 12); i++)
        {
            var entry = directory.Slice(2 + (i * 12), 12);
            if (UInt16(entry, isLittle) != Tag) continue;
            var value = UInt16(entry[8..], isLittle);
            return value is >= 1 and <= 8 ? value : 1;
        }

        return 1;
    }

    /// <summary>EXIF that says this and nothing else (without "Exif\0\0" before it).</summary>
    public static byte[] Write(int orientation) =>
    [
        (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, // a big-endian TIFF; its directory begins at byte 8
        0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, // one entry: orientation, one short
        0, 0, 0, 0, // no directory after it
    ];

    private static ushort UInt16(ReadOnlySpan<byte> bytes, bool isLittle) => isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint UInt32(ReadOnlySpan<byte> bytes, bool isLittle) => isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
