using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Time;
using Channel = GboParticipatie.Klankgroep.Models.Channel;

namespace GboParticipatie.Tests.Klankgroep.Simulation;

/// <summary>
/// A stretch of time in the life of a region, told day by day in 2026: each morning does what the site does each morning, and every
/// mail that comes of anything is noted with the day, the kind and who gets it.
/// </summary>
internal sealed class Season : IAsyncDisposable
{
    public const string Author = "wie het bracht";
    public const string Chair = "de voorzitter";
    public const string Coach = "de coach";

    private readonly Journey _journey;
    private readonly List<(Guid Organisation, Guid Person)> _authors = [];
    private readonly Dictionary<Guid, Guid> _asked = [];
    private readonly List<(DateOnly Day, string Kind, string Who, string To)> _told = [];

    private Season(Journey journey) => _journey = journey;

    public World World => _journey.World;

    /// <summary>Six organisations with someone who speaks for them; the clock stands at nine in the morning of the first day.</summary>
    public static async Task<Season> StartAsync(DatabaseFixture databases, Db kind, int month, int day)
    {
        var season = new Season(await Journey.CreateAsync(databases, kind));
        season.Set(new DateOnly(2026, month, day), 9);
        season._authors.Add((season.World.Organisation, season.World.Author));
        for (var i = 1; i < 6; i++)
        {
            var organisation = await season.World.Site.DataAsync(async db =>
            {
                var one = new Organisation { Slug = $"organisatie-{i}", Name = $"Organisatie {i}", Kind = OrganisationKind.Doelgroeporganisatie };
                db.Add(one);
                await db.SaveChangesAsync();
                return one.Id;
            });
            season._authors.Add((organisation, await season.World.AddPersonAsync($"Mens {i}", organisation)));
        }

        return season;
    }

    public ValueTask DisposeAsync() => _journey.DisposeAsync();

    /// <summary>Goes on, morning by morning, to that hour of that day.</summary>
    public async Task OnAsync(int month, int day, int hour = 9)
    {
        await NoteAsync();
        var to = new DateOnly(2026, month, day);
        while (World.Today < to)
        {
            Set(World.Today.AddDays(1), 9);
            await World.UseAsync((AnswerService s) => s.MarkOverdueAsync());
            await World.UseAsync((ActionService s) => s.AskWhetherItChangedAsync());
            await World.UseAsync((ActionService s) => s.TellThatTrialsEndedAsync());
            await NoteAsync();
        }

        Set(to, hour);
    }

    /// <summary>A meeting at two in the afternoon, on the site and with its invitations out.</summary>
    public Task<Session> PlanAsync(int month, int day, Guid group) => World.AddSessionAsync(new DateOnly(2026, month, day).DayNumber - World.Today.DayNumber, group);

    /// <summary>So many points, of each organisation in turn, about housing and transport in turn.</summary>
    public async Task<List<Guid>> ProposeAsync(int count, Guid group)
    {
        var points = new List<Guid>();
        for (var i = 0; i < count; i++)
        {
            var (organisation, person) = _authors[i % _authors.Count];
            var point = await World.ProposeAsync($"Punt {World.Today:MMdd}-{i}: mensen wachten te lang.", p =>
            {
                (p.GroupId, p.LifeDomain) = (group, i % 2 == 0 ? "wonen" : "vervoer");
                p.Author = new ProposalAuthor { PersonId = person, OrganisationId = organisation, Channel = Channel.Web, IsConfirmed = true };
            });
            points.Add(point.Id);
        }

        return points;
    }

    public async Task ClassifyAsync(IEnumerable<Guid> points, BarrierKind barrier)
    {
        foreach (var point in points) await World.UseAsync(async (AgendaItemService s) => await s.ClassifyAsync(point, (await s.FindAsync(point))!.LifeDomain, barrier));
    }

    /// <summary>Puts points on the agenda of a meeting of another group: that which must answer them.</summary>
    public async Task PutOnAsync(Session session, IEnumerable<Guid> points)
    {
        foreach (var point in points) await World.Site.UseAsync((AgendaService s) => s.AddAsync(session.Id, point));
    }

    /// <summary>The agenda goes out, the meeting is held, and these points are talked about.</summary>
    public async Task HoldAsync(Session session, IEnumerable<Guid> discussed)
    {
        await World.UseAsync((SessionService s) => s.SendAgendaAsync(session.Id));
        await World.UseAsync((SessionService s) => s.StartAsync(session.Id));
        await World.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id, Discussed = [.. discussed.Select(p => new DiscussedPoint(p, "Dat klopt."))] }));
    }

    public Task ReportAsync(Session session) => World.UseAsync((SessionService s) => s.ReportAsync(session.Id));

    public async Task ForwardAsync(IEnumerable<Guid> points, DateOnly due)
    {
        foreach (var point in points) _asked[point] = (await World.ForwardAsync(point, f => (f.GroupId, f.DueOn) = (World.Body, due))).Id;
    }

    /// <summary>In the meeting the coach types what the body answers: nobody hears it yet.</summary>
    public async Task SayAsync(IEnumerable<Guid> points, Decision decision, DateOnly? byWhen = null)
    {
        foreach (var point in points) await World.Site.UseAsync((AnswerHelp s) => s.ProposeAsync(new ProposeAnswer(Words(point, decision, byWhen), WasSaid: true)));
    }

    /// <summary>Its owner reads what was typed and gives it.</summary>
    public async Task ConfirmAsync(IEnumerable<Guid> points)
    {
        foreach (var point in points)
        {
            var typed = (await World.UseAsync((AnswerHelp s) => s.FindAsync(_asked[point])))!;
            Assert.True(typed.WasSaid);
            await GiveAsync([point], typed.Decision!.Value, typed.ByWhen);
        }
    }

    /// <summary>Its owner answers with the link in the mail.</summary>
    public async Task GiveAsync(IEnumerable<Guid> points, Decision decision, DateOnly? byWhen = null)
    {
        foreach (var point in points) await World.UseAsync((AnswerService s) => s.GiveAsync(Words(point, decision, byWhen) with { AnsweredByPersonId = World.Chair }));
    }

    public async Task PauseAsync(IEnumerable<Guid> points, DateOnly until)
    {
        foreach (var point in points) await World.UseAsync((AnswerHelp s) => s.PauseAsync(_asked[point], "Het budget is er nog niet.", until));
    }

    public async Task FindUnclearAsync(IEnumerable<Guid> points)
    {
        foreach (var point in points) await World.UseAsync((AnswerService s) => s.RateAsync(_asked[point], ClarityRating.No, "Ik weet niet wanneer."));
    }

    /// <summary>Whoever brought them says that nothing changed, after the day of the action that the last answer promised.</summary>
    public async Task SayNothingChangedAsync(IEnumerable<Guid> points)
    {
        foreach (var point in points)
        {
            var action = await ActionOfAsync(point);
            await World.UseAsync((ActionService s) => s.RateAsync(action, point, ChangeRating.No, "De bus rijdt nog altijd niet."));
        }
    }

    public async Task DoneAsync(IEnumerable<Guid> points)
    {
        foreach (var point in points)
        {
            var action = await ActionOfAsync(point);
            await World.UseAsync((ActionService s) => s.MoveAsync(new MoveAction(action, ActionState.Done, "Het is gebeurd.")));
        }
    }

    public async Task DeclineAsync(IEnumerable<Guid> points)
    {
        foreach (var point in points) await World.UseAsync((AgendaItemService s) => s.DeclineAsync(point, "Dit hoort bij de gemeente."));
    }

    public async Task WithdrawAsync(IEnumerable<Guid> points)
    {
        foreach (var point in points) await World.UseAsync((AgendaItemService s) => s.WithdrawAsync(point));
    }

    public async Task ParkAsync(IEnumerable<Guid> points)
    {
        foreach (var point in points) await World.UseAsync((AgendaItemService s) => s.ParkAsync(point, "Eerst vragen we het na."));
    }

    /// <summary>How many points stand how, each checked against what its history says.</summary>
    public async Task<IEnumerable<(AgendaItemStatus Status, int Count)>> StatusesAsync()
    {
        var statuses = new List<AgendaItemStatus>();
        foreach (var point in await World.Site.DataAsync(db => db.Set<AgendaItem>().Select(i => i.Id).ToListAsync())) statuses.Add((await World.ReadAsync(point)).Status);
        return statuses.GroupBy(s => s).Select(g => (g.Key, g.Count())).OrderBy(s => s.Key);
    }

    /// <summary>How many mails of each kind went to whom: first to the coach, then to who brought it, then to the chair.</summary>
    public async Task<IEnumerable<(string Kind, string Who, int Count)>> MailsAsync()
    {
        await NoteAsync();
        return _told.GroupBy(t => (t.Kind, t.Who)).Select(g => (g.Key.Kind, g.Key.Who, g.Count())).OrderBy(t => t.Kind, StringComparer.Ordinal).ThenBy(t => t.Who is Coach ? 0 : t.Who is Author ? 1 : 2);
    }

    /// <summary>How many mails of a kind on which days.</summary>
    public IEnumerable<(DateOnly Day, int Count)> DaysOf(string kind) => _told.Where(t => t.Kind == kind).GroupBy(t => t.Day).Select(g => (g.Key, g.Count())).OrderBy(d => d.Key);

    /// <summary>How many mails of a kind each of the six who bring points got, in the order in which they bring them.</summary>
    public async Task<IEnumerable<int>> PerAuthorAsync(string kind)
    {
        var people = await World.Site.DataAsync(db => db.Set<Person>().ToDictionaryAsync(p => p.Id, p => p.Email));
        return _authors.Select(a => _told.Count(t => t.Kind == kind && t.To == people[a.Person]));
    }

    private GiveAnswer Words(Guid point, Decision decision, DateOnly? byWhen) => new()
    {
        AnswerId = _asked[point],
        Decision = decision,
        Why = "Het klopt.",
        ByWhen = byWhen,
        WhatHappens = decision == Decision.WillDo ? "We doen het." : null,
    };

    private Task<Guid> ActionOfAsync(Guid point) => World.Site.DataAsync(db => db.Set<ActionItem>().Where(a => a.FromAnswerId == _asked[point]).Select(a => a.Id).SingleAsync());

    private async Task NoteAsync()
    {
        foreach (var mail in await _journey.NextAsync())
            _told.Add((World.Today, mail.Kind, mail.To == _journey.ChairEmail ? Chair : mail.To == "coach@zolim.example" ? Coach : Author, mail.To));
    }

    private void Set(DateOnly day, int hour) => World.Time.Set(BrusselsTime.ToUtc(day.ToDateTime(new TimeOnly(hour, 0))));
}
