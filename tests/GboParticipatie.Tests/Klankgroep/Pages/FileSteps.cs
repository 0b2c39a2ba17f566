using GboParticipatie.Files;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>What tests of files with points have in common: the way to the page, and a point that has a photo.</summary>
internal static class FileSteps
{
    public const string Page = "/punt/bestanden";
    public static readonly (string Name, byte[] Content) Photo = ("IMG_1.jpg", MadeFiles.Jpeg());

    public static async Task<Browser> ToFilesAsync(PublicSite site, Browser? browser = null)
    {
        browser ??= await site.NewBrowser().OpenAsync(await site.GroupLinkAsync());
        if (browser.Page.QuerySelector("textarea[name=Description]") is null) await browser.PressAsync("Begin");
        await browser.PressAsync("Volgende", ("Description", $"Met foto {Guid.NewGuid():N}"));
        for (var i = 0; i < 3; i++) await browser.PressAsync("Volgende");
        Assert.Equal(Page, browser.Path);
        return browser;
    }

    public static async Task<AgendaItem> SendAsync(PublicSite site, Browser browser, Visibility visibility = Visibility.WithName)
    {
        await browser.PressAsync("Volgende");
        await browser.PressAsync("Volgende", ("Visibility", visibility.ToString()));
        if (browser.Path == "/punt/wie") await browser.PressAsync("Volgende", ("Speaker", "geen"));
        Assert.Equal("Kijk je antwoorden na", browser.Heading);
        await browser.PressAsync("Verstuur");
        var reference = browser.Path.Split('/', '?')[3];
        return (await site.UseAsync((AgendaItemService s) => s.FindByReferenceAsync(reference)))!;
    }

    public static Task<IReadOnlyList<StoredFile>> FilesAsync(PublicSite site, Guid owner) => site.UseAsync((IFileStore f) => f.ListAsync(owner));

    public static async Task<IReadOnlyList<StoredFile>> DraftFilesAsync(PublicSite site, Browser browser) => await FilesAsync(site, Guid.Parse(browser.ValueOf("draft")));

    /// <summary>A point with a photo, of someone who signed in, in a group whose points anyone may read.</summary>
    public static async Task<(AgendaItem Item, StoredFile File, Browser Author)> WithPhotoAsync(PublicSite site, Visibility visibility = Visibility.WithName)
    {
        var author = site.NewBrowser();
        await author.SignInAsync("organisatie@zolim.example");
        await author.OpenAsync("/punt?groep=overkoepelende-klankgroep");
        if (author.Page.QuerySelector("textarea[name=Description]") is null) await author.PressAsync("Begin een nieuw punt");
        await ToFilesAsync(site, author);
        await author.SendFilesAsync("Voeg toe", null, Photo);
        var item = await SendAsync(site, author, visibility);
        return (item, Assert.Single(await FilesAsync(site, item.Id)), author);
    }
}
