using System.Globalization;
using System.Text.RegularExpressions;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Tests.Klankgroep.Pages;
using QRCoder;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;

namespace GboParticipatie.Tests.Klankgroep.Desk;

/// <summary>Who scans a code, comes where the paper says.</summary>
public sealed partial class QrCodeTests(PublicSites sites) : IClassFixture<PublicSites>
{
    [Fact]
    public async Task The_code_of_a_group_is_its_whole_link_and_the_link_works()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var link = Whole(site, await site.GroupLinkAsync());

        var coach = await (await CoachAsync(site)).OpenAsync("/beheer/groepen/overkoepelende-klankgroep");

        Assert.Equal([Code(link)], Codes(coach));
        Assert.Equal(link, coach.ValueOf("link"));
        Assert.Contains("Overkoepelende klankgroep", (await site.NewBrowser().OpenAsync(new Uri(link).PathAndQuery)).Text("main"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_codes_on_paper_are_the_links_of_the_group_the_point_and_the_meeting()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var (group, session) = await GroupAsync(site);
        var link = await site.GroupLinkAsync(group.Slug);
        var proposed = await PointAsync(site, group);
        var point = (await site.UseAsync((AgendaItemService s) => s.FindAsync(proposed.Id)))!;
        var follow = await site.UseAsync((PointLinks l) => Task.FromResult(l.ToFollow(point)));
        var checkIn = await site.UseAsync((AttendanceLinks l) => Task.FromResult(l.ToCheckIn(session.Id)));
        var coach = await CoachAsync(site);
        var address = $"/beheer/bijeenkomsten/{session.Id}";

        Assert.All(Codes(await coach.OpenAsync($"{address}/drukwerk/kaartjes")), code => Assert.Equal(Code(Whole(site, link)), code));
        Assert.NotEmpty(Codes(coach));
        Assert.Equal([Code(Whole(site, follow))], Codes(await coach.OpenAsync($"{address}/drukwerk/punten")));
        Assert.Equal([Code(Whole(site, checkIn))], Codes(await coach.OpenAsync($"{address}/drukwerk/lijst")));
    }

    private static string Whole(PublicSite site, string local) => new Uri(site.Address, local).AbsoluteUri;

    // The dark squares, row by row, as the picture has them.
    private static IEnumerable<string> Codes(Browser browser) => browser.Page.QuerySelectorAll("svg[role=img]").Select(svg =>
    {
        var size = int.Parse(svg.GetAttribute("viewBox")!.Split(' ')[2], CultureInfo.InvariantCulture);
        var dark = Square().Matches(svg.QuerySelector("path")!.GetAttribute("d")!).Select(m => (X: Number(m, "x"), Y: Number(m, "y"))).ToHashSet();
        return Text(size, (x, y) => dark.Contains((x, y)));
    });

    private static string Code(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.Q);
        return Text(code.ModuleMatrix.Count, (x, y) => code.ModuleMatrix[y][x]);
    }

    private static string Text(int size, Func<int, int, bool> isDark)
        => string.Join('\n', Enumerable.Range(0, size).Select(y => string.Concat(Enumerable.Range(0, size).Select(x => isDark(x, y) ? '#' : '.'))));

    private static int Number(Match match, string name) => int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"M(?<x>\d+) (?<y>\d+)h1v1h-1z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Square();
}
