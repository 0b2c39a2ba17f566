using GboParticipatie.Notifications.Models;
using GboParticipatie.Tests.Sites;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>Anyone can type anyone's address at /vertel: the mail that goes there says nothing of what was typed beside it.</summary>
public sealed class TypedNameTests(PublicSites sites) : IClassFixture<PublicSites>
{
    private const string Name = "Je account is geblokkeerd: ga naar https://evil.example/login";

    [Theory, AllDatabases]
    public async Task A_name_that_a_stranger_typed_does_not_stand_in_a_mail_to_an_address_that_nobody_proved(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var victim = $"{Guid.NewGuid():N}@zolim.example";
        var browser = await site.NewBrowser().OpenAsync("/vertel");
        await browser.PressAsync("Volgende", ("Kind", "Barrier"));
        await browser.PressAsync("Volgende", ("Description", "De wachtzaal is te klein."));
        await browser.PressAsync("Volgende");
        await browser.PressAsync("Volgende");
        await browser.PressAsync("Volgende");
        await browser.PressAsync("Volgende", ("Readers", "WhoCanHelp"));
        await browser.PressAsync("Volgende", ("Sign", "naam"), ("Name", Name), ("OrganisationName", "evil.example"), ("Email", victim));
        await browser.PressAsync("Verstuur");
        await site.UntilQuietAsync();

        var mail = Assert.Single(await site.UseAsync((GboDbContext db) => db.Set<OutgoingMail>().Where(m => m.To == victim).ToListAsync()));
        Assert.Null(mail.ToName);
        Assert.Equal("Dag", mail.Body!.Split('\n')[0].Trim());
        Assert.DoesNotContain("evil.example", $"{mail.Subject}\n{mail.Body}", StringComparison.Ordinal);
        Assert.DoesNotContain("geblokkeerd", $"{mail.Subject}\n{mail.Body}", StringComparison.Ordinal);
    }
}
