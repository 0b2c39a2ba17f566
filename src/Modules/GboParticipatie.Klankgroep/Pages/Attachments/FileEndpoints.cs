using GboParticipatie.Files;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.Follow;
using GboParticipatie.Klankgroep.Pages.Propose;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Attachments;

/// <summary>Gives files to who may read what they belong to; to anyone else there is no such file.</summary>
internal static class FileEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/punt/bestanden/{id:guid}", DraftAsync).Public("Alleen wie het punt begon, krijgt zijn bestanden.").ExcludeFromDescription();
        routes.MapGet("/volg/{reference}/bestanden/{id:guid}", PointAsync).Public("Wie het punt mag lezen, krijgt de bestanden erbij.").ExcludeFromDescription();
        routes.MapGet("/antwoord/{token}/bestanden/{id:guid}", QuestionAsync).Public("De link in het adres opent één vraag, voor één persoon.").ExcludeFromDescription();
    }

    private static async Task<IResult> DraftAsync(Guid id, bool? toon, ProposeJourney journey, IFileStore files, HttpContext http, CancellationToken cancel)
        => (await journey.OpenAsync(posted: null, cancel)).Draft is { } draft && await files.FindAsync(draft.Id, id, cancel) is { } file
            ? Give(http, files, file, file.Name, toon)
            : TypedResults.NotFound();

    private static async Task<IResult> PointAsync(
        string reference, Guid id, [FromQuery(Name = "s")] string? token, bool? toon, FollowAccess access, PointFiles points, IFileStore files, HttpContext http, IStringLocalizer<Startup> S, CancellationToken cancel)
    {
        if (await access.OpenAsync(reference, token, cancel) is not { } point || await files.FindAsync(point.Item.Id, id, cancel) is not { } file) return TypedResults.NotFound();
        await points.NoteReadAsync(point.Item, file, point.IsAuthor, cancel);
        return Give(http, files, file, point.IsAuthor || point.Viewer.ReadsAll ? file.Name : NameFor(file, point.Item.Reference, S), toon);
    }

    // Who is asked reads the point and what stands together with it, by the link alone; of a point for the coach alone nothing.
    private static async Task<IResult> QuestionAsync(string token, Guid id, bool? toon, AskedPoints asked, IFileStore files, HttpContext http, IStringLocalizer<Startup> S, CancellationToken cancel)
    {
        foreach (var point in await asked.ReadableByAsync(token, cancel))
            if (await files.FindAsync(point.Id, id, cancel) is { } file) return Give(http, files, file, NameFor(file, point.Reference, S), toon);
        return TypedResults.NotFound();
    }

    /// <summary>Sends a file: to be kept, or a picture to be looked at. Nothing of it stays behind on a shared computer, and nothing in it can act.</summary>
    internal static IResult Give(HttpContext http, IFileStore files, StoredFile file, string name, bool? show)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        http.Response.ContentLength = file.Size;
        return TypedResults.Stream(files.OpenRead(file), file.Kind.MediaType(), show == true && file.IsPicture ? null : WithEnding(name, file.Kind));
    }

    /// <summary>The name under which someone else than who brought it keeps a file.</summary>
    internal static string NameFor(StoredFile file, string reference, IStringLocalizer S) => $"{reference} {file.NameForOthers(S)}";

    // The name ends as what it is: a photo that was called brief.exe opens as a photo.
    private static string WithEnding(string name, FileKind kind)
    {
        var isSo = name.EndsWith($".{kind.Ending()}", StringComparison.OrdinalIgnoreCase) || (kind == FileKind.Jpeg && name.EndsWith(".jpeg", StringComparison.OrdinalIgnoreCase));
        return isSo ? name : $"{name}.{kind.Ending()}";
    }
}
