using System.Globalization;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Settings;
using GboParticipatie.Tests.Klankgroep.Desk;
using GboParticipatie.Tests.Klankgroep.Pages;
using GboParticipatie.Time;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>What stands in the two action plans, stands in the region as it starts.</summary>
public sealed class RegionContentTests(DatabaseFixture databases)
{
    [Theory]
    [InlineData("zolim")]
    [InlineData("zora")]
    public async Task A_region_has_what_its_plan_names_and_an_account_for_each_role(string region)
    {
        var content = RegionContent.All[region];
        await using var site = await StartAsync(region);

        Assert.Equal(content.Municipalities.Order(StringComparer.Ordinal), Sorted(await ReadAsync(site, db => db.Set<Municipality>().Select(m => m.Name))));
        Assert.Equal(content.Named.Concat(content.Invented).Order(StringComparer.Ordinal), Sorted(await ReadAsync(site, db => db.Set<Organisation>().Select(o => o.Name))));
        var groups = await ReadAsync(site, db => db.Set<Group>());
        Assert.Equal(content.Groups, groups.OrderBy(g => g.Name, StringComparer.Ordinal).Select(g => (g.Name, g.Kind, g.AcceptsItems, groups.SingleOrDefault(b => b.Id == g.ForwardsToGroupId)?.Name)));
        Assert.Equal(content.WorkAgendas, Sorted(groups.Single(g => g.Slug == "werkgroep-gbo").WorkAgendas));
        Assert.Equal(content.LifeDomains, Sorted((await site.UseAsync((ISiteService s) => s.GetAsync<KlankgroepSettings>())).LifeDomains.Select(d => d.Key)));
        Assert.Equal(
            [
                "basiswerker: Basiswerker", "beheer: Beheerder", "coach: Procescoach", "ervaring: Ervaringsdeskundige", "inleefhuis: InleefhuisCoordinator",
                "organisatie: Organisatie", "partner: Partner", "stuurgroep: Stuurgroep", "werkgroep: Werkgroep",
            ],
            await RolesAsync(site));
    }

    // On the day of the demonstration the meeting has its own day; when that has passed, one like it that is far enough ahead.
    [Theory]
    [InlineData(null, 0)]
    [InlineData("2027-06-30T08:00:00Z", 14)]
    [InlineData("2028-02-01T08:00:00Z", 14)]
    public async Task A_first_meeting_of_the_overkoepelende_klankgroep_is_announced_with_real_points(string? now, int daysAhead)
    {
        var time = new TestTime();
        if (now is not null) time.Set(DateTime.Parse(now, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal));
        await using var site = await StartAsync("zolim", time);

        var group = (await site.UseAsync((GroupService g) => g.FindBySlugAsync("overkoepelende-klankgroep")))!;
        var session = (await site.UseAsync((SessionService s) => s.NextAsync(group.Id)))!;
        var agenda = await ReadAsync(site, db => db.Set<AgendaEntry>().Where(e => e.SessionId == session.Id)
            .Join(db.Set<AgendaItem>(), e => e.ItemId, i => i.Id, (e, i) => i.Title));

        Assert.Equal((SessionState.Announced, "Eerste overkoepelende klankgroep"), (session.State, session.Title));
        Assert.True(session.StartsAt > time.Now.AddDays(daysAhead), $"{session.StartsAt}");
        var local = BrusselsTime.ToLocal(session.StartsAt);
        Assert.Equal((DayOfWeek.Tuesday, new TimeOnly(14, 0)), (local.DayOfWeek, TimeOnly.FromDateTime(local)));
        string[] real =
        [
            "Mini-grondrechtenonderzoek: wat leerden we?", "Triage van de hulpvraag samen met Kind en Gezin", "Gezinsondersteuners ook in onze gemeente?",
            "Herken je deze drempels? De signalenbundel", "Wie gaat er in de stuurgroep zitten?",
        ];
        Assert.Equal([], real.Except(agenda));
        var visitor = await site.NewBrowser().OpenAsync("/kalender");
        Assert.Contains("Eerste overkoepelende klankgroep", visitor.Text("main"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ervaringsplatform")]
    [InlineData("brugfiguren")]
    public async Task In_zora_a_point_goes_to_the_working_group_unless_the_coach_says_otherwise(string slug)
    {
        await using var site = await StartAsync("zora");
        var group = (await site.UseAsync((GroupService g) => g.FindBySlugAsync(slug)))!;
        var body = (await site.UseAsync((GroupService g) => g.FindBySlugAsync("werkgroep-gbo")))!;
        Assert.Contains(group.Id.ToString(), (await site.NewBrowser().OpenAsync("/punt/groep")).Page.QuerySelectorAll("main form [value]").Select(i => i.GetAttribute("value")));

        var point = await DeskSteps.PointAsync(site, group);
        var coach = await (await DeskSteps.CoachAsync(site, "coach@zora.example")).OpenAsync($"/beheer/punten/{point.Id}/doorsturen");
        var chosen = coach.Page.QuerySelectorAll("[name='Body'] option[selected]").Select(o => o.TextContent.Trim());
        var asked = await site.UseAsync((AgendaItemService s) => s.ForwardAsync(new ForwardAgendaItem { ItemId = point.Id }));

        Assert.Equal(["Werkgroep GBO"], chosen);
        Assert.Equal(body.Id, asked.GroupId);
    }

    // On the day of the demonstration: the meetings of the recipes are on days of then.
    private async Task<PublicSite> StartAsync(string region, TestTime? time = null) => await PublicSite.StartAsync(
        await databases.CreateDatabaseAsync(Db.Sqlite), time ?? new TestTime(), settings: [("Gbo:Region", region), ("Gbo:BackgroundTasks", "false"), ("Gbo:Outbox", "false"), ("Logging:LogLevel:Default", "Error")]);

    private static Task<List<T>> ReadAsync<T>(PublicSite site, Func<GboDbContext, IQueryable<T>> of) where T : class
        => site.UseAsync((GboDbContext db) => of(db).AsNoTracking().ToListAsync(TestContext.Current.CancellationToken));

    // The accounts that are named after a role; the others are colleagues.
    private static async Task<IEnumerable<string>> RolesAsync(PublicSite site)
    {
        var roles = await ReadAsync(site, db => from user in db.Users
                                                join has in db.UserRoles on user.Id equals has.UserId
                                                join role in db.Roles on has.RoleId equals role.Id
                                                select user.Email + " " + role.Name);
        return Sorted(roles.Where(r => !r.Split('@')[0].Contains('.', StringComparison.Ordinal)).Select(r => $"{r.Split('@')[0]}: {r.Split(' ')[1]}"));
    }

    private static IEnumerable<string> Sorted(IEnumerable<string> names) => names.Order(StringComparer.Ordinal);
}
