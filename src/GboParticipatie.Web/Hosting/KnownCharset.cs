using System.Text;
using Microsoft.Net.Http.Headers;

namespace GboParticipatie.Web.Hosting;

/// <summary>JSON in an encoding that does not exist is refused; the framework would take it for a fault of ours.</summary>
internal static class KnownCharset
{
    public static void UseKnownCharset(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        var request = http.Request;
        if (!request.HasJsonContentType() || !MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.Charset.HasValue) return next(http);
        var charset = type.Charset.ToString().Trim('"');
        if (!IsKnown(charset)) throw new BadHttpRequestException("The charset of the request is unknown.", StatusCodes.Status415UnsupportedMediaType);
        // In quotes, as it may be (RFC 9110, 8.3.1), the framework does not know it either.
        type.Charset = charset;
        request.ContentType = type.ToString();
        return next(http);
    });

    private static bool IsKnown(string charset)
    {
        try
        {
            Encoding.GetEncoding(charset);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
