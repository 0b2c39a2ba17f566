namespace GboParticipatie.Files;

/// <summary>Files as browsers and disks know them.</summary>
public static class FileTypes
{
    /// <summary>The media type.</summary>
    public static string MediaType(this FileKind kind) => kind switch
    {
        FileKind.Jpeg => "image/jpeg",
        FileKind.Png => "image/png",
        FileKind.WebP => "image/webp",
        FileKind.Pdf => "application/pdf",
        FileKind.Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        FileKind.Odt => "application/vnd.oasis.opendocument.text",
        _ => "text/plain; charset=utf-8",
    };

    /// <summary>The ending of its name.</summary>
    public static string Ending(this FileKind kind) => kind switch
    {
        FileKind.Jpeg => "jpg",
        FileKind.Text => "txt",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
