using GboParticipatie.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace GboParticipatie.Theme;

/// <summary>The colour of a region as a stylesheet: a strict Content-Security-Policy allows no style in the page itself.</summary>
internal static class ColourStyles
{
    /// <summary>The stylesheet of a colour, as <see cref="BrandColour.Stylesheet"/> says its address.</summary>
    public static IResult Serve(string colour, HttpResponse response)
    {
        if (BrandColour.Find("#" + colour) is not { } brand) return Results.NotFound();
        response.Headers[HeaderNames.CacheControl] = "public, max-age=31536000, immutable";
        return Results.Text(
            $":root{{--gbo-primary:{brand.Hex};--gbo-primary-dark:{brand.Dark};--gbo-primary-soft:{brand.Soft};--gbo-primary-middle:{brand.Middle};--gbo-on-primary-soft:{brand.OnColourSoft}}}",
            "text/css");
    }
}
