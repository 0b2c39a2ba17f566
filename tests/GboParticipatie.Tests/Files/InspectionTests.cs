using System.IO.Compression;
using System.Text;
using GboParticipatie.Files;

namespace GboParticipatie.Tests.Files;

/// <summary>What is kept of a file, and what is refused. Files are made byte by byte, so that it is known what was in them.</summary>
public sealed class InspectionTests
{
    private static Task<CheckedFile> CheckAsync(string name, byte[] content)
        => FileInspection.CheckAsync(name, new MemoryStream(content), "Upload", TestContext.Current.CancellationToken);

    private static async Task<string> RefusedAsync(string name, byte[] content)
    {
        var refused = await Assert.ThrowsAsync<RuleException>(() => CheckAsync(name, content));
        Assert.Equal("Upload", refused.Field);
        return refused.Message;
    }

    private static bool Holds(byte[] content, ReadOnlySpan<byte> what) => content.AsSpan().IndexOf(what) >= 0;

    private static bool HoldsSecret(byte[] content) => Holds(content, Encoding.UTF8.GetBytes(MadeFiles.Secret));

    [Fact]
    public async Task A_photo_loses_place_device_names_and_what_stands_behind_its_end_and_stays_upright()
    {
        var made = MadeFiles.Jpeg(orientation: 6);
        Assert.True(HoldsSecret(made));

        var kept = await CheckAsync("IMG_1.JPG", made);

        Assert.Equal(FileKind.Jpeg, kept.Kind);
        Assert.False(HoldsSecret(kept.Content));
        Assert.False(Holds(kept.Content, [0x25, 0x88]));
        Assert.False(Holds(kept.Content, "MPF"u8));
        Assert.Equal([0xFF, 0xE1, 0, 34, .. "Exif\0\0MM"u8], kept.Content[2..14]);
        Assert.Equal(6, kept.Content[31]);
        Assert.Equal([0xFF, 0xD9], kept.Content[^2..]);
        // The picture itself: from its first table to its end, as it was.
        var picture = made.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDB]);
        Assert.True(Holds(kept.Content, made.AsSpan(picture, kept.Content.Length - kept.Content.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDB]))));
        Assert.Equal(kept.Content, (await CheckAsync("IMG_1.JPG", kept.Content)).Content);
    }

    [Fact]
    public async Task A_photo_that_is_upright_keeps_no_exif_at_all()
        => Assert.False(Holds((await CheckAsync("a.jpg", MadeFiles.Jpeg(orientation: 1))).Content, "Exif"u8));

    [Fact]
    public async Task A_png_loses_texts_times_and_exif()
    {
        var kept = await CheckAsync("scherm.png", MadeFiles.Png());

        Assert.Equal(FileKind.Png, kept.Kind);
        Assert.False(HoldsSecret(kept.Content));
        foreach (var part in new[] { "tEXt", "tIME", "eXIf" }) Assert.False(Holds(kept.Content, Encoding.ASCII.GetBytes(part)));
        Assert.EndsWith("IEND", Encoding.ASCII.GetString(kept.Content[..^4]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public async Task A_webp_loses_exif_and_xmp_but_for_which_side_is_up(int orientation)
    {
        var kept = await CheckAsync("foto.webp", MadeFiles.WebP(orientation));

        Assert.Equal(FileKind.WebP, kept.Kind);
        Assert.False(HoldsSecret(kept.Content));
        Assert.False(Holds(kept.Content, "XMP "u8));
        Assert.Equal(orientation != 1, Holds(kept.Content, "EXIF"u8));
        Assert.Equal(orientation == 1 ? 0 : 0x08, kept.Content[20]);
        Assert.Equal(kept.Content.Length - 8, BitConverter.ToInt32(kept.Content, 4));
    }

    [Fact]
    public async Task A_pdf_keeps_its_pages_and_loses_its_maker_attached_files_and_the_exif_of_photos_in_it()
    {
        var made = MadeFiles.Pdf();
        Assert.True(HoldsSecret(made));

        var kept = await CheckAsync("brief.pdf", made);

        Assert.Equal(FileKind.Pdf, kept.Kind);
        Assert.False(HoldsSecret(kept.Content));
        Assert.True(Holds(kept.Content, "De bus rijdt niet"u8));
        Assert.True(Holds(kept.Content, "/DCTDecode"u8));
        Assert.False(Holds(kept.Content, "/Author"u8));
        Assert.False(Holds(kept.Content, "/EmbeddedFile"u8));
        Assert.StartsWith("%PDF-", Encoding.ASCII.GetString(kept.Content[..8]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_of_word_loses_who_wrote_changed_and_noted()
    {
        var kept = await CheckAsync("brief.docx", MadeFiles.Docx());

        Assert.Equal(FileKind.Docx, kept.Kind);
        var parts = Unpacked(kept.Content);
        Assert.All(parts, p => Assert.False(HoldsSecret(p.Value), p.Key));
        Assert.Contains("De bus rijdt niet", Encoding.UTF8.GetString(parts["word/document.xml"]), StringComparison.Ordinal);
        Assert.Contains("xml:space=\"preserve\"> en meer", Encoding.UTF8.GetString(parts["word/document.xml"]), StringComparison.Ordinal);
        Assert.Equal(kept.Content, (await CheckAsync("brief.docx", MadeFiles.Docx())).Content);
    }

    [Fact]
    public async Task A_text_of_libreoffice_loses_who_wrote_and_noted_and_is_still_one()
    {
        var kept = await CheckAsync("brief.odt", MadeFiles.Odt());

        Assert.Equal(FileKind.Odt, kept.Kind);
        var parts = Unpacked(kept.Content);
        Assert.All(parts, p => Assert.False(HoldsSecret(p.Value), p.Key));
        Assert.Contains("Klopt", Encoding.UTF8.GetString(parts["content.xml"]), StringComparison.Ordinal);
        // Programs know such a text by its type at a fixed place, not packed.
        Assert.Equal("mimetypeapplication/vnd.oasis.opendocument.text", Encoding.ASCII.GetString(kept.Content, 30, 47));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("iso-8859-1")]
    public async Task A_plain_text_is_kept_as_utf8(string encoding)
    {
        var from = Encoding.GetEncoding(encoding);
        var kept = await CheckAsync("nota.txt", [.. from.GetPreamble(), .. from.GetBytes("Eén bus per dag.\r\n")]);

        Assert.Equal(FileKind.Text, kept.Kind);
        Assert.Equal("Eén bus per dag.\r\n", Encoding.UTF8.GetString(kept.Content));
    }

    public static TheoryData<string, string, string> Refused() => new()
    {
        { "programma.pdf", "exe", "geen bestand dat we kunnen bewaren" },
        { "foto.heic", "heic", "HEIC-foto" },
        { "foto.gif", "gif", "geen bestand dat we kunnen bewaren" },
        { "tekening.svg", "svg", "geen bestand dat we kunnen bewaren" },
        { "pagina.html", "html", "geen bestand dat we kunnen bewaren" },
        { "tabel.xlsx", "zip", "geen bestand dat we kunnen bewaren" },
        { "oud.doc", "ole", "geen bestand dat we kunnen bewaren" },
        { "vreemd.txt", "binary", "geen bestand dat we kunnen bewaren" },
        { "leeg.pdf", "empty", "is leeg" },
        { "groot.jpg", "large", "groter dan 10 MB" },
        { "half.jpg", "half jpeg", "is beschadigd" },
        { "half.png", "half png", "is beschadigd" },
        { "kapot.png", "damaged png", "is beschadigd" },
        { "half.webp", "half webp", "is beschadigd" },
        { "half.pdf", "half pdf", "is beschadigd" },
        { "kapot.docx", "broken docx", "is beschadigd" },
        { "reus.png", "giant png", "te groot of te ingewikkeld" },
        { "reus.jpg", "giant jpeg", "te groot of te ingewikkeld" },
        { "macro.docx", "macro", "macro's" },
        { "tabel.docx", "embedded", "een ander bestand" },
        { "formulier.pdf", "form", "velden om in te vullen" },
        { "brief.pdf", "pdf number", "staat een rijksregisternummer" },
        { "brief.docx", "docx iban", "staat een rekeningnummer" },
        { "brief.odt", "odt number", "staat een rijksregisternummer" },
        { "brief.txt", "txt iban", "staat een rekeningnummer" },
        { "brief 85.07.30-033.28.pdf", "pdf", "Geef het bestand een andere naam" },
    };

    [Theory, MemberData(nameof(Refused))]
    public async Task What_cannot_be_kept_is_refused_by_name_with_the_reason(string name, string content, string message)
        => Assert.Contains(message, await RefusedAsync(name, Content(content)), StringComparison.Ordinal);

    [Fact]
    public async Task A_refusal_says_what_can_be_sent()
        => Assert.Contains("Dit kan wel: een foto (JPEG, PNG of WebP), een pdf", await RefusedAsync("a.exe", Content("exe")), StringComparison.Ordinal);

    [Theory]
    [InlineData("zip bomb", "te groot of te ingewikkeld")]
    [InlineData("pdf bomb", "te groot of te ingewikkeld")]
    [InlineData("pdf rows", "beschadigd", "te groot of te ingewikkeld")]
    [InlineData("pdf nested", "beschadigd", "te groot of te ingewikkeld")]
    [InlineData("xml bomb", "beschadigd")]
    public async Task A_hostile_file_is_refused_and_the_next_one_is_kept(string content, params string[] messages)
    {
        var refused = await RefusedAsync("vijand", Content(content));

        Assert.Contains(messages, m => refused.Contains(m, StringComparison.Ordinal));
        Assert.Equal(FileKind.Pdf, (await CheckAsync("vriend.pdf", MadeFiles.Pdf())).Kind);
    }

    [Fact]
    public async Task Parts_in_parts_in_parts_without_end_bring_nothing_down()
    {
        var kept = await Record.ExceptionAsync(() => CheckAsync("vijand.pdf", Content("pdf nested page")));

        Assert.True(kept is null or RuleException, kept?.ToString());
        Assert.Equal(FileKind.Pdf, (await CheckAsync("vriend.pdf", MadeFiles.Pdf())).Kind);
    }

    [Theory]
    [InlineData("C:\\Users\\jan\\foto.jpg", "foto.jpg")]
    [InlineData("../../etc/passwd.jpg", "passwd.jpg")]
    [InlineData("foto\u202Egpj.exe", "fotogpj.exe")]
    [InlineData("\u0001\u0002", "bestand")]
    public async Task A_name_is_one_line_without_folders_and_tricks(string name, string kept)
        => Assert.Equal(kept, (await CheckAsync(name, MadeFiles.Jpeg())).Name);

    [Fact]
    public async Task A_long_name_keeps_its_end()
    {
        var kept = (await CheckAsync($"{new string('a', 400)}.jpg", MadeFiles.Jpeg())).Name;
        Assert.Equal(StoredFile.NameLength, kept.Length);
        Assert.EndsWith(".jpg", kept, StringComparison.Ordinal);
    }

    private static Dictionary<string, byte[]> Unpacked(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        return archive.Entries.ToDictionary(e => e.FullName, e =>
        {
            using var part = e.Open();
            using var copy = new MemoryStream();
            part.CopyTo(copy);
            return copy.ToArray();
        }, StringComparer.Ordinal);
    }

    private static byte[] Content(string what)
    {
        static string Paragraph(params string[] runs) => $"<w:p>{string.Concat(runs.Select(r => $"<w:r><w:t>{r}</w:t></w:r>"))}</w:p>";
        byte[] Changed(byte[] made, int at)
        {
            made[at] ^= 0xFF;
            return made;
        }

        return what switch
        {
            "exe" => [.. "MZ"u8, 0x90, 0, 3, 0, 0, 0, .. new byte[200]],
            "heic" => [0, 0, 0, 24, .. "ftypheic"u8, .. new byte[100]],
            "gif" => [.. "GIF89a"u8, .. new byte[30]],
            "svg" => "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"u8.ToArray(),
            "html" => "<html><script>alert(1)</script></html>"u8.ToArray(),
            "zip" => MadeFiles.Zip(("xl/workbook.xml", [])),
            "ole" => [0xD0, 0xCF, 0x11, 0xE0, .. new byte[600]],
            "binary" => [0, 1, 2, 3, 255],
            "empty" => [],
            "large" => new byte[FileLimits.MostBytes + 1],
            "half jpeg" => MadeFiles.Jpeg()[..^(("film van " + MadeFiles.Secret).Length + 3)],
            "half png" => MadeFiles.Png()[..100],
            "damaged png" => Changed(MadeFiles.Png(), 45),
            "half webp" => MadeFiles.WebP()[..45],
            "half pdf" => MadeFiles.Pdf()[..60],
            "broken docx" => MadeFiles.Docx("<w:p>"),
            "giant png" => MadeFiles.Png(20_000, 20_000),
            "giant jpeg" => MadeFiles.Jpeg(30_000, 30_000),
            "macro" => MadeFiles.Docx(Paragraph("a"), ("word/vbaProject.bin", [1])),
            "embedded" => MadeFiles.Docx(Paragraph("a"), ("word/embeddings/a.xlsx", [1])),
            "form" => MadeFiles.Pdf(more: "/Annots [<< /Type /Annot /Subtype /Widget /Rect [0 0 9 9] /FT /Tx /V (85.07.30-033.28) >>]"),
            "pdf" => MadeFiles.Pdf(),
            "pdf number" => MadeFiles.Pdf("Haar nummer is 85.07.30-033.28 en meer"),
            // Word cuts a number in pieces when one of them was typed later.
            "docx iban" => MadeFiles.Docx(Paragraph("Stort op BE68 53", "90 0754", " 7034")),
            "odt number" => MadeFiles.Odt("<text:p>Nummer<text:s/>85.07.30-<text:span>033.28</text:span></text:p>"),
            "txt iban" => "Stort op BE68 5390 0754 7034 aub."u8.ToArray(),
            "zip bomb" => MadeFiles.Docx(Paragraph("a"), ("word/media/a.bin", new byte[110 * 1024 * 1024])),
            "pdf bomb" => MadeFiles.Pdf(content: MadeFiles.Packed(Enumerable.Repeat((byte)' ', 60 * 1024 * 1024).ToArray()), filter: "/Filter /FlateDecode"),
            "pdf rows" => MadeFiles.Pdf(content: MadeFiles.Packed(new byte[10]), filter: "/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 2000000000 >>"),
            "pdf nested" => MadeFiles.Pdf(content: Encoding.ASCII.GetBytes(new string('[', 300_000))),
            "pdf nested page" => MadeFiles.Pdf(more: $"/X {string.Concat(Enumerable.Repeat("[<</A ", 100_000))}"),
            "xml bomb" => MadeFiles.Zip(("[Content_Types].xml", []), ("word/document.xml", "<!DOCTYPE a [<!ENTITY b \"bbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;\">]><a>&c;</a>"u8.ToArray())),
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
        };
    }
}
