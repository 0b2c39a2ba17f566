using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using Channel = GboParticipatie.Klankgroep.Models.Channel;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>Telling what one notices, as a browser without script does it.</summary>
public sealed class TellJourneyTests(PublicSites sites) : IClassFixture<PublicSites>
{
    private static string NewText() => $"De brief is niet te begrijpen {Guid.NewGuid():N}.";

    private static async Task<Browser> ToWhoAsync(PublicSite site, string text)
    {
        var browser = await site.NewBrowser().OpenAsync("/vertel");
        Assert.Equal("/vertel/soort", browser.Path);
        await browser.PressAsync("Volgende", ("Kind", "Barrier"));
        await browser.PressAsync("Volgende", ("Description", text));
        await browser.PressAsync("Volgende", ("Remedy", "Een brief in klare taal."));
        await browser.PressAsync("Volgende", ("LifeDomain", "geld"));
        await browser.PressAsync("Volgende", ("HeardFrom", "TwoToFour"));
        await browser.PressAsync("Volgende", ("Readers", "WhoCanHelp"));
        Assert.Equal("/vertel/wie", browser.Path);
        return browser;
    }

    private static Task<Feedback?> StoredAsync(PublicSite site, string text)
        => site.UseAsync((GboDbContext db) => db.Set<Feedback>().AsNoTracking().SingleOrDefaultAsync(f => f.Description == text));

    [Theory, AllDatabases]
    public async Task Without_a_name_the_author_gets_number_code_and_QR_and_follows_it_in_any_browser(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var text = NewText();
        var browser = await ToWhoAsync(site, text);
        await browser.PressAsync("Volgende", ("Sign", "zonder"));
        Assert.Contains("Zonder naam", browser.Text("#Name, main"), StringComparison.Ordinal);

        await browser.PressAsync("Verstuur");

        var told = (await StoredAsync(site, text))!;
        Assert.Equal(("/vertel/klaar", true), (browser.Path, told.IsAnonymous));
        Assert.Contains(told.Reference, browser.Text("main"), StringComparison.Ordinal);
        Assert.Contains(told.ShortCode, browser.Text("main"), StringComparison.Ordinal);
        Assert.NotNull(browser.Page.QuerySelector("svg[role=img]"));
        var elsewhere = await site.NewBrowser().OpenAsync($"/volg/{told.Reference}");
        Assert.Equal((HttpStatusCode.NotFound, "Geef ook je code"), (elsewhere.Status, elsewhere.Heading));
        await elsewhere.PressAsync("Toon", ("nummer", told.Reference.ToLowerInvariant()), ("code", told.ShortCode.ToLowerInvariant()));
        Assert.Equal($"/volg/{told.Reference}", elsewhere.Path);
        Assert.Contains(text, elsewhere.Text("main"), StringComparison.Ordinal);
        // Only for a while, and only in the browser that sent it.
        Assert.Equal("/volg", (await site.NewBrowser().OpenAsync("/vertel/klaar")).Path);
        Assert.False(await site.UseAsync((GboDbContext db) => db.Set<FeedbackDraft>().AnyAsync(d => d.Id == told.SubmissionKey)));
    }

    [Theory, AllDatabases]
    public async Task Sent_several_times_at_once_it_arrives_once(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var text = NewText();
        var browser = await ToWhoAsync(site, text);
        await browser.PressAsync("Volgende", ("Sign", "zonder"));

        var answers = await browser.PostAtOnceAsync("/vertel/nakijken", browser.Filled());

        Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.NotNull(await StoredAsync(site, text));
        Assert.Equal("/vertel/klaar", (await browser.OpenAsync("/vertel/nakijken")).Path);
    }

    [Theory, AllDatabases]
    public async Task Who_says_who_they_are_is_asked_for_one_thing_at_least_and_loses_it_by_choosing_no_name(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var text = NewText();
        var browser = await ToWhoAsync(site, text);

        await browser.PressAsync("Volgende", ("Sign", ""));
        Assert.Contains("Kies of je zegt wie je bent", browser.Errors, StringComparison.Ordinal);
        await browser.PressAsync("Volgende", ("Sign", "naam"));
        Assert.Contains("Zeg wie je bent", browser.ErrorAt("Name"), StringComparison.Ordinal);
        await browser.PressAsync("Volgende", ("Sign", "naam"), ("Name", "Noor"), ("Email", "noor@"));
        Assert.Contains("geen e-mailadres", browser.ErrorAt("Email"), StringComparison.Ordinal);
        Assert.Equal("Noor", browser.ValueOf("Name"));
        await browser.PressAsync("Volgende", ("Sign", "naam"), ("Name", "Noor"), ("Email", "noor@zolim.example"));
        Assert.Contains("Noor, noor@zolim.example", browser.Text("main"), StringComparison.Ordinal);

        await browser.OpenAsync("/vertel/wie?wijzig=true");
        await browser.PressAsync("Bewaar", ("Sign", "zonder"));
        Assert.DoesNotContain("Noor", browser.Text("main"), StringComparison.Ordinal);
        await browser.PressAsync("Verstuur");
        var told = (await StoredAsync(site, text))!;
        Assert.Equal((true, null, null), (told.IsAnonymous, told.AuthorName, told.AuthorEmail));
    }

    [Theory, AllDatabases]
    public async Task What_was_typed_is_there_again_after_going_back_and_after_a_refusal(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var browser = await site.NewBrowser().OpenAsync("/vertel");
        await browser.PressAsync("Volgende");
        Assert.Contains("Kies wat je wil vertellen", browser.Errors, StringComparison.Ordinal);
        await browser.PressAsync("Volgende", ("Kind", "Compliment"));
        Assert.Equal("Wat loopt er goed?", browser.Heading);
        await browser.PressAsync("Volgende", ("Description", "Mijn nummer is 85.07.30-033.28, bel me."));
        Assert.Contains("rijksregisternummer", browser.ErrorAt("Description"), StringComparison.Ordinal);
        Assert.Contains("bel me", browser.ValueOf("Description"), StringComparison.Ordinal);
        await browser.PressAsync("Volgende", ("Description", "De balie is vriendelijk."));
        await browser.PressAsync("Terug", ("Remedy", "Zo voortdoen."));
        Assert.Equal("De balie is vriendelijk.", browser.ValueOf("Description"));
        await browser.PressAsync("Volgende");
        Assert.Equal("Zo voortdoen.", browser.ValueOf("Remedy"));
        await browser.PressAsync("Volgende");
        await browser.PressAsync("Volgende", ("AboutReference", "AP-2020-9999"));
        Assert.Contains("geen punt", browser.ErrorAt("AboutReference"), StringComparison.Ordinal);

        Assert.Equal("Je was al begonnen", (await browser.OpenAsync("/vertel")).Heading);
        await browser.PressAsync("Begin opnieuw");
        Assert.Equal("/vertel/soort", browser.Path);
        Assert.Equal("", (await browser.OpenAsync("/vertel/wat")).ValueOf("Description"));
    }

    [Theory, AllDatabases]
    public async Task A_field_worker_tells_it_on_one_page_for_the_organisation(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var text = NewText();
        var browser = site.NewBrowser();
        await browser.SignInAsync("greet.stevens@zolim.example");
        await browser.OpenAsync("/vertel");
        Assert.Equal("/vertel/kort", browser.Path);
        await browser.PressAsync("Verstuur", ("Kind", "Barrier"), ("Description", ""), ("Remedy", "Een tolk."));
        Assert.Contains("Eén zin is genoeg", browser.ErrorAt("Description"), StringComparison.Ordinal);
        Assert.Equal("Een tolk.", browser.ValueOf("Remedy"));

        var form = browser.Filled(("Kind", "Barrier"), ("Description", text));
        await browser.PostAsync("/vertel/kort", form);
        await browser.PostAsync("/vertel/kort", form);

        var told = (await StoredAsync(site, text))!;
        Assert.Equal("/vertel/klaar", browser.Path);
        Assert.NotNull(told.AuthorPersonId);
        Assert.NotNull(told.AuthorOrganisationId);
        Assert.Contains(told.Reference, (await browser.OpenAsync("/mijn")).Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync($"/volg/{told.Reference}")).Status);
    }

    [Theory, AllDatabases]
    public async Task The_coach_types_what_someone_told_in_a_talk_and_how_the_answer_goes_back(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var text = NewText();
        var coach = site.NewBrowser();
        await coach.SignInAsync("coach@zolim.example");
        await coach.OpenAsync("/vertel/kort");
        (string, string)[] spoken = [("Kind", "Barrier"), ("Description", text), ("Speaker", "iemand"), ("Channel", "Talk")];

        await coach.PressAsync("Verstuur", [.. spoken, ("Known", "Niemand heet zo")]);
        Assert.Contains("Niemand in het netwerk heet zo", coach.ErrorAt("Known"), StringComparison.Ordinal);
        await coach.PressAsync("Verstuur", [.. spoken, ("Known", ""), ("Name", "Mimoun"), ("Hears", "Phone")]);
        Assert.Contains("telefoonnummer", coach.ErrorAt("Phone"), StringComparison.Ordinal);
        await coach.PressAsync("Verstuur", [.. spoken, ("Known", ""), ("Name", "Mimoun"), ("Hears", "Phone"), ("Phone", "0470 00 00 03")]);

        var told = (await StoredAsync(site, text))!;
        Assert.Equal((Channel.Talk, "Mimoun", "0470 00 00 03", ContactMeans.Phone), (told.EnteredBy, told.AuthorName, told.AuthorPhone, told.AuthorHears));
    }

    [Theory, AllDatabases]
    public async Task Signed_out_meanwhile_nothing_typed_is_lost_and_without_a_name_it_goes_all_the_same(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var text = NewText();
        var browser = site.NewBrowser();
        await browser.SignInAsync("greet.stevens@zolim.example");
        await browser.OpenAsync("/vertel/kort");
        var form = browser.Filled(("Kind", "Barrier"), ("Description", text));
        browser.ForgetCookies();

        await browser.PostAsync("/vertel/kort", form);
        Assert.Contains("stond lang open", browser.Errors, StringComparison.Ordinal);
        Assert.Equal(text, browser.ValueOf("Description"));
        await browser.PressAsync("Verstuur", ("Kind", "Barrier"), ("Speaker", "mezelf"));
        Assert.Contains("niet meer ingelogd", browser.Errors, StringComparison.Ordinal);
        await browser.PressAsync("Verstuur", ("Kind", "Barrier"), ("Speaker", "zonder"));

        Assert.True((await StoredAsync(site, text))!.IsAnonymous);
    }

    [Theory, AllDatabases]
    public async Task Nobody_else_reads_what_someone_told_not_even_with_the_number_or_a_wrong_code(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var told = await site.UseAsync((FeedbackService s) => s.GiveAsync(new GiveFeedback
        {
            SubmissionKey = Guid.NewGuid(),
            Author = FeedbackAuthors.Typed("Noor", null, null),
            Kind = FeedbackKind.Question,
            Description = NewText(),
            Readers = FeedbackReaders.CoachOnly,
        }));
        var browser = site.NewBrowser();
        await browser.SignInAsync("organisatie@zolim.example");

        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync($"/volg/{told.Reference}?s=verzonnen")).Status);
        await browser.PressAsync("Toon", ("nummer", told.Reference), ("code", "BBBBBB"));
        Assert.Contains("We vinden niets", browser.Errors, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await site.NewBrowser().OpenAsync(await site.UseAsync((PointLinks l) => Task.FromResult(l.ToFollow(told))))).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await browser.OpenAsync($"/beheer/feedback/{told.Id}")).Status);
    }
}
