using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace GboParticipatie.Tests.Support;

/// <summary>Files made for a test, byte by byte: so that it is known what is in them. "Jan Peeters" is who must not be found in what is kept.</summary>
public static class MadeFiles
{
    public const string Secret = "Jan Peeters";

    /// <summary>A grey JPEG, with what a phone and a program put around it: EXIF with a place, XMP, IPTC, a comment, a film behind its end.</summary>
    public static byte[] Jpeg(int width = 16, int height = 8, int orientation = 6)
    {
        using var made = new MemoryStream();
        made.Write([0xFF, 0xD8]);
        Segment(made, 0xE1, [.. "Exif\0\0"u8, .. Exif(orientation)]);
        Segment(made, 0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Encoding.UTF8.GetBytes($"<x:xmpmeta><creator>{Secret}</creator></x:xmpmeta>")]);
        Segment(made, 0xED, [.. "Photoshop 3.0\0"u8, .. Encoding.UTF8.GetBytes(Secret)]);
        Segment(made, 0xE2, [.. "MPF\0"u8, .. Encoding.UTF8.GetBytes(Secret)]);
        Segment(made, 0xFE, Encoding.UTF8.GetBytes($"Foto van {Secret}"));
        Picture(made, width, height);
        made.Write(Encoding.UTF8.GetBytes($"film van {Secret}"));
        return made.ToArray();
    }

    /// <summary>EXIF with orientation, device and place.</summary>
    public static byte[] Exif(int orientation)
    {
        var maker = Encoding.ASCII.GetBytes(Secret + "\0");
        var tiff = new byte[200];
        "II*\0"u8.CopyTo(tiff);
        BinaryPrimitives.WriteInt32LittleEndian(tiff.AsSpan(4), 8);
        BinaryPrimitives.WriteInt16LittleEndian(tiff.AsSpan(8), 3);
        Entry(tiff.AsSpan(10), 0x010F, 2, maker.Length, 100);
        Entry(tiff.AsSpan(22), 0x0112, 3, 1, orientation);
        Entry(tiff.AsSpan(34), 0x8825, 4, 1, 60);
        // The place: 51 degrees north.
        BinaryPrimitives.WriteInt16LittleEndian(tiff.AsSpan(60), 1);
        Entry(tiff.AsSpan(62), 0x0001, 2, 2, 'N');
        maker.CopyTo(tiff.AsSpan(100));
        return tiff;
    }

    /// <summary>A PNG with a text, a time and EXIF.</summary>
    public static byte[] Png(int width = 2, int height = 2)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        using var rows = new MemoryStream();
        using (var packed = new ZLibStream(rows, CompressionLevel.Fastest, leaveOpen: true)) packed.Write(new byte[Math.Min(width, 100) * Math.Min(height, 100) * 3 + Math.Min(height, 100)]);
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR", header), .. Chunk("tEXt", Encoding.ASCII.GetBytes($"Author\0{Secret}")), .. Chunk("tIME", [7, 234, 11, 22, 9, 0, 0]),
            .. Chunk("eXIf", Exif(1)), .. Chunk("IDAT", rows.ToArray()), .. Chunk("IEND", []), .. Encoding.ASCII.GetBytes(Secret)];
    }

    /// <summary>A WebP of one pixel, with EXIF and XMP.</summary>
    public static byte[] WebP(int orientation = 6)
    {
        var pixel = Convert.FromBase64String("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==").AsSpan(20, 13).ToArray();
        byte[] parts = [.. Riff("VP8X", [0x0C, 0, 0, 0, 0, 0, 0, 0, 0, 0]), .. Riff("VP8L", pixel), .. Riff("EXIF", Exif(orientation)), .. Riff("XMP ", Encoding.UTF8.GetBytes($"<creator>{Secret}</creator>"))];
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, parts.Length + 4);
        return [.. "RIFF"u8, .. length, .. "WEBP"u8, .. parts];
    }

    /// <summary>A PDF of one page, with its maker, XMP, an attached file and a photo that has EXIF.</summary>
    public static byte[] Pdf(string text = "De bus rijdt niet", byte[]? content = null, string more = "", string filter = "")
    {
        var photo = Jpeg();
        content ??= Encoding.Latin1.GetBytes($"BT /F1 12 Tf 72 700 Td ({text}) Tj ET q 16 0 0 8 72 600 cm /P1 Do Q");
        var xmp = Encoding.UTF8.GetBytes($"<?xpacket?><creator>{Secret}</creator>");
        return PdfOf(
            Part("<< /Type /Catalog /Pages 2 0 R /Metadata 7 0 R /Names << /EmbeddedFiles << /Names [(a) 8 0 R] >> >> >>"),
            Part("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
            Part($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Metadata 7 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /P1 6 0 R >> >> {more} >>"),
            Stream(filter, content),
            Part("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"),
            Stream("/Type /XObject /Subtype /Image /Width 16 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode /Metadata 7 0 R", photo),
            Stream("/Type /Metadata /Subtype /XML", xmp),
            Part($"<< /Type /Filespec /F (brief-{Secret}.txt) /EF << /F 9 0 R >> >>"),
            Stream("/Type /EmbeddedFile", Encoding.UTF8.GetBytes(Secret)),
            Part($"<< /Author ({Secret}) /Title (Brief van {Secret}) >>"));
    }

    /// <summary>A text of Word by Jan, with a change and a note of his, and a photo.</summary>
    public static byte[] Docx(string body = "<w:p><w:r><w:t>De bus rijdt niet</w:t></w:r></w:p>", params (string Name, byte[] Content)[] more) => Zip([
        ("[Content_Types].xml", Xml("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>")),
        ("_rels/.rels", Xml("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>")),
        ("word/document.xml", Xml($"<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}<w:p><w:ins w:id=\"1\" w:author=\"{Secret}\"><w:r><w:t xml:space=\"preserve\"> en meer</w:t></w:r></w:ins></w:p></w:body></w:document>")),
        ("word/comments.xml", Xml($"<w:comments xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:comment w:id=\"1\" w:author=\"{Secret}\" w:initials=\"{Secret}\"/></w:comments>")),
        ("docProps/core.xml", Xml($"<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:creator>{Secret}</dc:creator></cp:coreProperties>")),
        ("word/media/image1.jpeg", Jpeg()),
        .. more]);

    /// <summary>A text of LibreOffice by Jan, with a note of his.</summary>
    public static byte[] Odt(string body = "<text:p>De bus rijdt niet</text:p>") => Zip([
        ("mimetype", "application/vnd.oasis.opendocument.text"u8.ToArray()),
        ("content.xml", Xml($"<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><office:body><office:text>{body}<text:p><office:annotation><dc:creator>{Secret}</dc:creator><text:p>Klopt</text:p></office:annotation></text:p></office:text></office:body></office:document-content>")),
        ("meta.xml", Xml($"<office:document-meta xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><office:meta><dc:creator>{Secret}</dc:creator></office:meta></office:document-meta>"))]);

    public static byte[] Zip(params (string Name, byte[] Content)[] parts)
    {
        using var made = new MemoryStream();
        using (var zip = new ZipArchive(made, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var part = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                part.Write(content);
            }
        }

        return made.ToArray();
    }

    public static byte[] Packed(byte[] content)
    {
        using var made = new MemoryStream();
        using (var packed = new ZLibStream(made, CompressionLevel.Fastest, leaveOpen: true)) packed.Write(content);
        return made.ToArray();
    }

    private static byte[] Xml(string xml) => Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>{xml}");

    private static byte[] Part(string dictionary) => Encoding.Latin1.GetBytes(dictionary);

    private static byte[] Stream(string dictionary, byte[] content) => [.. Encoding.Latin1.GetBytes($"<< {dictionary} /Length {content.Length} >>\nstream\n"), .. content, .. "\nendstream"u8];

    private static byte[] PdfOf(params byte[][] parts)
    {
        using var made = new MemoryStream();
        void Write(string text) => made.Write(Encoding.Latin1.GetBytes(text));
        Write("%PDF-1.7\n");
        var places = new List<long>();
        for (var i = 0; i < parts.Length; i++)
        {
            places.Add(made.Position);
            Write($"{i + 1} 0 obj\n");
            made.Write(parts[i]);
            Write("\nendobj\n");
        }

        var start = made.Position;
        Write($"xref\n0 {parts.Length + 1}\n0000000000 65535 f \n");
        foreach (var place in places) Write($"{place:D10} 00000 n \n");
        Write($"trailer\n<< /Size {parts.Length + 1} /Root 1 0 R /Info {parts.Length} 0 R >>\nstartxref\n{start}\n%%EOF\n");
        return made.ToArray();
    }

    // Tables in which each block of eight by eight is two bits: nothing differs from the block before, and nothing follows.
    private static void Picture(MemoryStream made, int width, int height)
    {
        Segment(made, 0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]);
        Segment(made, 0xC0, [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0]);
        Segment(made, 0xC4, [0x00, 1, .. new byte[15], 0]);
        Segment(made, 0xC4, [0x10, 1, .. new byte[15], 0]);
        Segment(made, 0xDA, [1, 1, 0, 0, 63, 0]);
        var bits = Math.Min(4096, (width + 7) / 8 * ((height + 7) / 8)) * 2;
        for (; bits >= 8; bits -= 8) made.WriteByte(0);
        if (bits > 0) made.WriteByte((byte)(0xFF >> bits));
        made.Write([0xFF, 0xD9]);
    }

    private static void Segment(MemoryStream made, byte marker, byte[] content)
    {
        made.Write([0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2)]);
        made.Write(content);
    }

    private static void Entry(Span<byte> entry, int tag, int type, int count, int value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(entry, (ushort)tag);
        BinaryPrimitives.WriteInt16LittleEndian(entry[2..], (short)type);
        BinaryPrimitives.WriteInt32LittleEndian(entry[4..], count);
        BinaryPrimitives.WriteInt32LittleEndian(entry[8..], value);
    }

    private static byte[] Riff(string name, byte[] content)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
        return [.. Encoding.ASCII.GetBytes(name), .. length, .. content, .. new byte[content.Length & 1]];
    }

    private static byte[] Chunk(string name, byte[] content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. content];
        var (length, crc) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(crc, Crc(named));
        return [.. length, .. named, .. crc];
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : 0xEDB88320 ^ (crc >> 1);
        }

        return ~crc;
    }
}
