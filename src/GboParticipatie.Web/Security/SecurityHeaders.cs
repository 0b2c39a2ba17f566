namespace GboParticipatie.Web.Security;

/// <summary>Tells the browser what a page may do: nothing from elsewhere, nothing inline, in no frame, no address passed on.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private const string Policy = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "object-src 'none'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";

    public Task InvokeAsync(HttpContext http)
    {
        // Just before the answer leaves: a problem page begins with empty headers.
        http.Response.OnStarting(static state => Set(((HttpResponse)state).Headers), http.Response);
        return next(http);
    }

    private static Task Set(IHeaderDictionary headers)
    {
        // What sets a policy of its own, such as a mail shown in a frame, keeps it.
        if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return Task.CompletedTask;
    }
}
