using GboParticipatie.Localization;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Files;

/// <summary>Files in words.</summary>
public static class FileWords
{
    /// <summary>What can be sent along, for a hint or a refusal.</summary>
    public const string Allowed = "Dit kan wel: een foto (JPEG, PNG of WebP), een pdf, een tekst van Word (docx) of LibreOffice (odt), of een gewone tekst (txt).";

    /// <summary>What a browser offers to choose. No HEIC: then an iPhone makes a JPEG of its photos by itself.</summary>
    public const string Accept = "image/jpeg,image/png,image/webp,application/pdf,.jpg,.jpeg,.png,.webp,.pdf,.docx,.odt,.txt";

    /// <summary>"Foto", "Pdf", "Tekst".</summary>
    public static string Dutch(this FileKind kind) => kind switch
    {
        FileKind.Jpeg or FileKind.Png or FileKind.WebP => "Foto",
        FileKind.Pdf => "Pdf",
        FileKind.Docx => "Word-tekst",
        _ => "Tekst",
    };

    /// <summary>"350 kB", "2,4 MB".</summary>
    public static string Size(long bytes)
    {
        if (bytes < 1024 * 1024) return string.Create(ReadersLanguage.Culture, $"{Math.Max(1, (bytes + 512) / 1024)} kB");
        return string.Create(ReadersLanguage.Culture, $"{bytes / (1024.0 * 1024.0):0.#} MB");
    }

    /// <summary>"Foto 1": the name for who did not bring it.</summary>
    public static string NameForOthers(this StoredFile file, IStringLocalizer S) => $"{S[file.Kind.Dutch()]} {file.Place + 1}";
}
