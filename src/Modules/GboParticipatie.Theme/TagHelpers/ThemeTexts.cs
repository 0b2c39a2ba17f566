using GboParticipatie.Localization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Theme.TagHelpers;

/// <summary>The localizer of the components. They have no constructor of their own, so that a page stays cheap to make.</summary>
internal static class ThemeTexts
{
    public static IStringLocalizer Texts(this ViewContext? view) => view?.HttpContext?.RequestServices?.GetService<IStringLocalizer<Startup>>() ?? DutchTexts.Instance;
}
