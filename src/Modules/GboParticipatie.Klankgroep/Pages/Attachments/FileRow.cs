using GboParticipatie.Files;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Attachments;

/// <summary>A file as a page shows it.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">Name, as this reader may know it.</param>
/// <param name="About">"Pdf, 350 kB".</param>
/// <param name="Address">Local address that gives it.</param>
/// <param name="Picture">Local address that shows it, when that is a picture; or null.</param>
/// <param name="IsSmall">True for a picture that can be shown at once, also over a slow line.</param>
public sealed record FileRow(Guid Id, string Name, string About, string Address, string? Picture, bool IsSmall)
{
    private const int MostShown = 1024 * 1024;

    /// <summary>Files as a page shows them.</summary>
    /// <param name="files">The files.</param>
    /// <param name="under">Local address under which they are given, such as <c>/volg/AP-2026-0042/bestanden</c>.</param>
    /// <param name="knowsNames">True for who brought them and for the coach: to others the name of a file can give someone away.</param>
    /// <param name="token">The author's link, when it was in the address.</param>
    public static IReadOnlyList<FileRow> Of(IEnumerable<StoredFile> files, string under, bool knowsNames, IStringLocalizer S, string? token = null)
    {
        var link = string.IsNullOrEmpty(token) ? "" : $"s={Uri.EscapeDataString(token)}";
        return [.. files.Select(f => new FileRow(
            f.Id, knowsNames ? f.Name : f.NameForOthers(S), $"{S[f.Kind.Dutch()]}, {FileWords.Size(f.Size)}", $"{under}/{f.Id}{(link.Length > 0 ? $"?{link}" : "")}",
            f.IsPicture ? $"{under}/{f.Id}?toon=true{(link.Length > 0 ? $"&{link}" : "")}" : null, f.IsPicture && f.Size <= MostShown))];
    }
}

/// <summary>Files that stand with a text.</summary>
/// <param name="Files">The files.</param>
/// <param name="Level">Level of the heading above them; 0 for none.</param>
/// <param name="Removed">Files that the coach took away, with the reason: for who brought them.</param>
public sealed record FileList(IReadOnlyList<FileRow> Files, int Level = 3, IReadOnlyList<StoredFile>? Removed = null);
