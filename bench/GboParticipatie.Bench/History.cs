using GboParticipatie.Data;
using GboParticipatie.Data.Settings;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using GboParticipatie.Settings;
using GboParticipatie.Time;
using GboParticipatie.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Channel = GboParticipatie.Klankgroep.Models.Channel;

namespace GboParticipatie.Bench;

/// <summary>
/// Fills a region with years of meetings and points: made by the operations of the model, so all that is derived is right, and
/// stored in bulk. The same each run but for the keys.
/// </summary>
internal sealed partial class History(IReadOnlyList<Group> groups, IReadOnlyList<Guid> organisations, IReadOnlyList<LifeDomain> domains, IReadOnlyList<string> coaches, DateTime now)
{
    private const int PointsPerMeeting = 20;
    private const int Years = 5;
    private const int FirstNumber = 5001;
    private readonly Random _random = new(20261122);
    private readonly Dictionary<int, int> _numbers = [];
    private readonly List<Session> _sessions = [];
    private readonly List<AgendaItem> _items = [];

    /// <summary>Adds points and their meetings; gives a meeting of the past whose points anyone may read.</summary>
    public static async Task<Guid> AddAsync(BenchRegion region, int points)
    {
        await using var scope = region.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GboDbContext>();
        var settings = await scope.ServiceProvider.GetRequiredService<ISiteService>().GetAsync<KlankgroepSettings>();
        var groups = await db.Set<Group>().AsNoTracking().Where(g => g.AcceptsItems && g.ForwardsToGroupId != null && g.EndedOn == null).OrderBy(g => g.Slug).ToListAsync();
        var organisations = await db.Set<Organisation>().OrderBy(o => o.Slug).Select(o => o.Id).ToListAsync();
        var coaches = (await scope.ServiceProvider.GetRequiredService<IUserDirectory>().InRoleAsync(RoleNames.Procescoach)).Select(u => u.Id).ToList();
        var history = new History(groups, organisations, settings.LifeDomains, coaches, TimeProvider.System.GetUtcNow().UtcDateTime);
        history.Fill(points);
        history.Tell(points / 4);
        await history.StoreAsync(db);
        return history.MeetingToShow();
    }

    private void Fill(int points)
    {
        var meetings = points / PointsPerMeeting;
        for (var i = 0; i < meetings; i++)
        {
            var start = now.Date.AddDays(-1 - Math.Round(Years * 365.0 * (meetings - 1 - i) / meetings)).AddHours(13);
            var session = new Session(groups[_random.Next(groups.Count)].Id, new SessionDetails { Title = $"Klankmoment {i + 1}", StartsAt = start, EndsAt = start.AddHours(2), Place = "Huis van het Kind" }, start.AddDays(-30));
            session.Announce(start.AddDays(-60));
            var items = Enumerable.Range(0, PointsPerMeeting).Select(_ => Receive(session)).ToList();
            foreach (var item in items.Where(p => p.Visibility != Visibility.CoachOnly)) item.PutOnAgenda(session, item.ReceivedAt);
            session.Hold(session.EndsAt);
            foreach (var item in items.Where(p => p.Visibility != Visibility.CoachOnly)) Live(item, session);
            session.Report(session.EndsAt.AddDays(7) < now ? session.EndsAt.AddDays(7) : now);
            _sessions.Add(session);
            _items.AddRange(items);
        }
    }

    private AgendaItem Receive(Session session)
    {
        var at = session.StartsAt.AddMinutes(-_random.Next(60, 55 * 24 * 60));
        var day = BrusselsTime.DayOf(at);
        var number = _numbers[day.Year] = _numbers.GetValueOrDefault(day.Year, FirstNumber - 1) + 1;
        var visibility = _random.Next(100) switch { < 10 => Visibility.CoachOnly, < 25 => Visibility.WithoutName, _ => Visibility.WithName };
        var isKnown = _random.Next(100) < 95;
        var text = new PointText(
            $"{Subjects[_random.Next(Subjects.Length)]} ({number})", $"{Stories[_random.Next(Stories.Length)]} Dat horen we van meer dan een gezin, al een hele tijd.",
            _random.Next(2) == 0 ? "Iemand die meegaat, en een brief in gewone taal." : null,
            _random.Next(10) == 0 ? null : domains[_random.Next(domains.Count)].Key, (HeardFrom)_random.Next(6), visibility);
        var author = new ProposalAuthor
        {
            OrganisationId = isKnown ? organisations[_random.Next(organisations.Count)] : null,
            OrganisationName = isKnown ? null : "Buurtcomité De Linde",
            Channel = (Channel)_random.Next(6),
            IsConfirmed = isKnown,
        };
        return AgendaItem.Receive(groups.First(g => g.Id == session.GroupId).Intake(), text, author, $"AP-{day.Year}-{number:0000}", Guid.NewGuid(), new Ownership(Owner(), day.AddDays(14), day.AddDays(84)), at);
    }

    // Withdrawn, declined, put off, discussed; most of those discussed are forwarded, most of those answered, some rated and closed.
    private void Live(AgendaItem item, Session session)
    {
        var fate = _random.Next(100);
        if (fate < 4) item.Withdraw(session.StartsAt.AddHours(-1));
        else if (fate < 8) item.Decline("Dit hoort bij de gemeente. We gaven het door.", session.StartsAt.AddHours(-1));
        else if (fate < 16) item.CarryOver(session.Id);
        else item.Discuss(session.Id, new SaidText("Iedereen herkent dit. We vragen het na."), session.EndsAt);
        if (fate < 30) return;
        var asked = session.EndsAt.AddDays(_random.Next(1, 10));
        var answered = asked.AddDays(_random.Next(1, 60));
        var body = groups.First(g => g.Id == session.GroupId).ForwardsToGroupId;
        if (asked >= now) return;
        if (_random.Next(50) == 0) _letters.Add(new ContactTask { Key = $"bench:{item.Id:N}", ItemId = item.Id, Means = ContactMeans.Phone, Text = "Er is nieuws over je punt.", CreatedAt = asked });
        var answer = item.Forward(body, null, null, null, authorAgreed: false, BrusselsTime.DayOf(asked.AddDays(42)), asked);
        if (fate < 38 || answered >= now) return;
        item.RecordAnswer(answer, (Decision)_random.Next(5), Reasons[_random.Next(Reasons.Length)], "We zetten het op de website en in de wachtzaal.", BrusselsTime.DayOf(answered.AddDays(90)), null, answered);
        if (ActionItem.Promised(answer) is { } promised) _actions.Add(Moved(promised, answered));
        if (fate < 60) item.Rate(answer, ClarityRating.Yes, null, answered.AddDays(1));
        if (fate is > 45 and < 70) item.Close(answered.AddDays(2));
    }

    private async Task StoreAsync(GboDbContext db)
    {
        await BulkCopy.InsertAsync(db, _sessions);
        await BulkCopy.InsertAsync(db, _items);
        await BulkCopy.InsertAsync(db, _items.SelectMany(i => i.Entries).ToList());
        await BulkCopy.InsertAsync(db, _items.SelectMany(i => i.Answers).ToList());
        await BulkCopy.InsertAsync(db, _told);
        await BulkCopy.InsertAsync(db, _actions);
        await BulkCopy.InsertAsync(db, _actions.SelectMany(a => a.Points).ToList());
        await BulkCopy.InsertAsync(db, _actions.SelectMany(a => a.Notes).ToList());
        await BulkCopy.InsertAsync(db, _letters);
        foreach (var (year, last) in _numbers)
        {
            var name = $"AP-{year}";
            if (await db.Set<Counter>().Where(c => c.Name == name).ExecuteUpdateAsync(c => c.SetProperty(x => x.Value, last)) == 0) db.Add(new Counter { Name = name, Value = last });
        }

        await db.SaveChangesAsync();
        // Autovacuum does this within a minute; SQLite gets no such help in a real site either.
        if (!db.IsSqlite) await db.Database.ExecuteSqlRawAsync("VACUUM (ANALYZE)");
    }

    // The same number of readable points in both regions, so that the page is as long.
    private Guid MeetingToShow()
    {
        var open = groups.Where(g => g.Readers == GroupReaders.Everyone).Select(g => g.Id).ToHashSet();
        var readable = _items.Where(i => open.Contains(i.GroupId) && i.IsConfirmed && i.Visibility != Visibility.CoachOnly && i.Status is not (AgendaItemStatus.Declined or AgendaItemStatus.Withdrawn))
            .SelectMany(i => i.Entries).Where(e => e.Outcome is EntryOutcome.None or EntryOutcome.Discussed or EntryOutcome.CarriedOver)
            .GroupBy(e => e.SessionId).Where(g => g.Count() == 15).Select(g => g.Key).ToHashSet();
        return _sessions.Last(s => readable.Contains(s.Id)).Id;
    }

    private static readonly string[] Subjects =
        ["De wachttijd aan het loket", "Een brief die niemand begrijpt", "De bus naar het ziekenhuis", "Opvang tijdens de vakantie", "Een woning met vocht", "De factuur van de school", "Hulp die stopt op achttien jaar"];

    private static readonly string[] Stories =
        ["Wie belt, krijgt een bandje te horen en haakt af.", "De brief staat vol woorden die niemand kent.", "De bus rijdt maar om de twee uur.", "Mensen weten niet dat ze hier recht op hebben.", "Je moet vijf keer hetzelfde vertellen."];

    private static readonly string[] Reasons =
        ["We bekeken dit met het OCMW en het CAW. Het klopt wat jullie zeggen.", "Dit bestaat al, maar bijna niemand kent het.", "Hiervoor is dit jaar geen geld. Volgend jaar kijken we opnieuw."];
}
