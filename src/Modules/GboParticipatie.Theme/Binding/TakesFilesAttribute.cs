using GboParticipatie.Files;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Theme.Binding;

/// <summary>
/// A page whose form brings files. It takes larger requests than other pages; one that is larger still, or breaks off, comes to the
/// page as a form with nothing in it, so that the page can say so at the field: a browser whose request is cut off while it sends
/// shows nothing but a broken connection. The page checks the antiforgery token itself, after asking <see cref="Problem"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TakesFilesAttribute : Attribute, IAsyncAuthorizationFilter, IOrderedFilter
{
    // What is over the limit is read and thrown away up to here; after that the connection is closed after all.
    private const long MostRead = 4 * FileLimits.LargestRequest;

    /// <summary>Before anything reads the form.</summary>
    public int Order => 900;

    /// <summary>What is wrong with the form as a whole, to show; or null.</summary>
    public static string? Problem(HttpContext http) => http.Items[typeof(TakesFilesAttribute)] as string;

    /// <inheritdoc />
    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        if (!HttpMethods.IsPost(http.Request.Method) || !http.Request.HasFormContentType) return;
        var S = http.RequestServices.GetRequiredService<IStringLocalizer<Startup>>();
        var limit = http.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (http.Request.ContentLength > FileLimits.LargestRequest)
        {
            SetLimit(limit, MostRead);
            await ReadAwayAsync(http);
            Refuse(http, S["Wat je stuurt, is samen te groot. Een bestand mag hoogstens 10 MB zijn. Kies ze één voor één."]);
            return;
        }

        SetLimit(limit, FileLimits.LargestRequest);
        http.Features.Set<IFormFeature>(new FormFeature(http.Request, new FormOptions { MultipartBodyLengthLimit = FileLimits.LargestRequest }));
        try
        {
            await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (Exception problem) when (problem is BadHttpRequestException or InvalidDataException)
        {
            Refuse(http, S["Je bestand kwam niet goed aan. Een bestand mag hoogstens 10 MB zijn. Kies het opnieuw."]);
        }
    }

    private static void SetLimit(IHttpMaxRequestBodySizeFeature? limit, long most)
    {
        if (limit is { IsReadOnly: false }) limit.MaxRequestBodySize = most;
    }

    private static void Refuse(HttpContext http, string why)
    {
        http.Items[typeof(TakesFilesAttribute)] = why;
        http.Request.Form = FormCollection.Empty;
    }

    private static async Task ReadAwayAsync(HttpContext http)
    {
        try
        {
            await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
        }
        catch (BadHttpRequestException)
        {
            // So large that nobody waits for it.
        }
    }
}
