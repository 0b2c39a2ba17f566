namespace GboParticipatie.BrowserTests.Journeys;

/// <summary>Every page that anyone can open, in both regions, at both widths.</summary>
public abstract class PublicPagesTests(Region region)
{
    public static TheoryData<string> Pages =>
        ["/", "/klankgroepen", "/kalender", "/wat-deden-we", "/zoeken?zoek=bus", "/zoeken?zoek=xyzzy", "/volg", "/volg/AP-2026-9999", "/volg/FB-2026-9999", "/punt", "/vertel", "/vertel/wat", "/inloggen", "/over", "/privacy", "/toegankelijkheid", "/hulp"];

    [Theory, MemberData(nameof(Pages))]
    public async Task A_public_page_looks_right(string path)
    {
        await using var visitor = await region.VisitAsync();
        await visitor.Page.GotoAsync(path);

        await visitor.LooksRightEverywhereAsync();
    }

    [Fact]
    public async Task A_page_that_is_not_there_says_so_in_plain_Dutch()
    {
        await using var visitor = await region.VisitAsync();
        await visitor.GoAsync("/bestaat-niet", status: 404);

        await visitor.LooksRightEverywhereAsync();
        Assert.DoesNotContain("404", await visitor.HeadingAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_and_a_meeting_look_right()
    {
        await using var visitor = await region.VisitAsync();
        await visitor.GoAsync("/klankgroepen");
        await visitor.Page.Locator("main a[href*='/klankgroepen/']").First.ClickAsync();
        await visitor.LooksRightEverywhereAsync();
        await visitor.GoAsync("/kalender");
        await visitor.Page.Locator("main a[href*='/bijeenkomsten/']").First.ClickAsync();
        await visitor.LooksRightEverywhereAsync();
    }

    [Fact]
    public async Task A_visitor_reads_the_figures_of_a_period_as_a_table_and_chooses_which_answers_to_read()
    {
        await using var visitor = await region.VisitAsync(phone: true);
        await visitor.GoAsync("/wat-deden-we");
        var year = DateTime.UtcNow.Year;
        await visitor.Page.GetByLabel("Periode").SelectOptionAsync($"{year}-1");
        await visitor.PressAsync("Toon");
        Assert.Equal($"/wat-deden-we?periode={year}-1", visitor.Path);
        await visitor.LooksRightEverywhereAsync();

        await visitor.Page.GetByLabel("Periode").SelectOptionAsync($"{year}");
        await visitor.PressAsync("Toon");
        if (await visitor.Page.Locator("details summary").CountAsync() > 0) await visitor.UnfoldAsync("Alle cijfers in een tabel");
        await visitor.LooksRightEverywhereAsync();
        await visitor.Page.GetByLabel("Thema").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await visitor.PressAsync("Toon deze antwoorden");
        Assert.StartsWith($"/wat-deden-we?periode={year}&groep=&thema=", visitor.Path, StringComparison.Ordinal);
        await visitor.LooksRightEverywhereAsync();
    }

    [Fact]
    public async Task A_keyboard_user_skips_to_the_content_and_sees_where_the_focus_is()
    {
        await using var visitor = await region.VisitAsync();
        await visitor.GoAsync("/");
        await visitor.Page.Keyboard.PressAsync("Tab");

        Assert.Equal("Ga naar de inhoud", await visitor.Page.Locator(":focus").InnerTextAsync());
        Assert.True(await visitor.Page.Locator(":focus").IsVisibleAsync());
    }
}

/// <summary>ZOLim.</summary>
[Collection("Zolim")]
public sealed class ZolimPublicPagesTests(Zolim region) : PublicPagesTests(region);

/// <summary>ZORA: other groups, other titles.</summary>
[Collection("Zora")]
public sealed class ZoraPublicPagesTests(Zora region) : PublicPagesTests(region);
