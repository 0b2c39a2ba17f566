using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Time;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>Who hears what about a meeting, by mail or from the coach.</summary>
public sealed partial class MeetingNewsTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task The_report_is_told_to_the_same_people_as_the_invitation(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var world = journey.World;
        var seated = await world.AddPersonAsync("Wie zetelt", null, world.Group);
        await world.AddPersonAsync("Van elders");
        var session = await HeldAsync(world);
        var invited = await InvitedAsync(world, session);

        await world.UseAsync((SessionService s) => s.ReportAsync(session));

        var mails = (await journey.NextAsync()).Where(m => m.Kind == "report-published").ToList();
        var addresses = await world.Site.DataAsync(db => db.Set<Person>().Where(p => invited.Contains(p.Id)).Select(p => p.Email!).ToListAsync());
        Assert.Equal(new[] { seated, world.Author }.Order(), invited.Order());
        Assert.Equal(addresses.Order(StringComparer.Ordinal), mails.Select(m => m.To).Order(StringComparer.Ordinal));
        Assert.All(mails, m => Assert.Equal($"/inloggen?returnUrl=%2Fbijeenkomsten%2F{session}", m.ActionUrl));
        foreach (var person in invited) Assert.Contains(world.Group, (await world.UseAsync((Viewers v) => v.OfPersonAsync(person))).GroupIds);
    }

    [Theory, AllDatabases]
    public async Task Who_brought_a_point_hears_once_what_the_meeting_did_with_it_when_the_report_is_out(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var world = journey.World;
        var member = await world.AddPersonAsync("Wie zetelt", null, world.Group);
        var outsider = await world.AddPersonAsync("Van elders");
        var called = await CalledAsync(world, null);
        var session = await world.AddSessionAsync(5);
        var discussed = await world.ProposeAsync("De bus rijdt niet.");
        var late = await world.ProposeAsync("Er is geen bank.", By(outsider));
        var spoken = await world.ProposeAsync("De lift is stuk.", By(called));
        var parked = await world.ProposeAsync("De deur klemt.", By(outsider));
        var withdrawn = await world.ProposeAsync("Het licht is uit.", By(outsider));
        await world.UseAsync((AgendaItemService s) => s.ParkAsync(parked.Id, "Eerst vragen we het na."));
        await world.UseAsync((AgendaItemService s) => s.WithdrawAsync(withdrawn.Id));
        var next = await world.AddSessionAsync(30);
        world.Time.Set(session.EndsAt);
        await world.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id, Discussed = [new(discussed.Id, "Zes mensen."), new(spoken.Id, null)] }));
        await journey.NextAsync();

        await world.UseAsync((SessionService s) => s.ReportAsync(session.Id));

        var mails = await journey.NextAsync();
        var emails = await world.Site.DataAsync(db => db.Set<Person>().Where(p => p.Email != null).ToDictionaryAsync(p => p.Id, p => p.Email!));
        Assert.Equal(
            new[] { (journey.AuthorEmail, "Je punt is besproken"), (emails[member], "Er is een verslag om te lezen"), (emails[outsider], "Je punt gaat naar de volgende bijeenkomst") }.Order(),
            mails.Select(m => (m.To, m.Subject)).Order());
        var his = Journey.Plain(mails.Single(m => m.To == journey.AuthorEmail));
        Assert.Contains("Zes mensen.", his, StringComparison.Ordinal);
        Assert.Contains($"Je krijgt ten laatste op {BrusselsTime.LongDate(discussed.AnswerDueOn)} antwoord.", his, StringComparison.Ordinal);
        Assert.Contains($"returnUrl=%2Fbijeenkomsten%2F{session.Id}", his, StringComparison.Ordinal);
        var other = Journey.Plain(mails.Single(m => m.To == emails[outsider]));
        Assert.Contains(late.Reference, other, StringComparison.Ordinal);
        Assert.Contains($"Je punt staat op de agenda van {BrusselsTime.LongDate(next.StartsAt)}.", other, StringComparison.Ordinal);
        Assert.DoesNotContain("het hele verslag", other, StringComparison.Ordinal);
        var call = Assert.Single(await TasksAsync(world, called));
        Assert.Contains("is besproken", call.Text, StringComparison.Ordinal);
        Assert.Contains("In het verslag staat er niets meer over.", call.Text, StringComparison.Ordinal);

        // A tick that was forgotten: who was told that it had to wait, hears that it did not.
        await world.UseAsync(async (ReportService s) =>
        {
            await s.AddDiscussedAsync(session.Id, late.Id);
            return true;
        });
        var added = Assert.Single(await journey.NextAsync());
        Assert.Equal((emails[outsider], "Je punt is besproken"), (added.To, added.Subject));

        static Action<ProposalBuilder> By(Guid person) => p => p.Author = p.Author with { PersonId = person, OrganisationId = null };
    }

    [Theory, AllDatabases]
    public async Task The_agenda_goes_to_who_is_invited_and_did_not_say_no(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var world = journey.World;
        var away = await world.AddPersonAsync("Wie niet kan", null, world.Group);
        var called = await CalledAsync(world, world.Group);
        var session = await world.AddSessionAsync(16);
        await world.ProposeAsync("De bus rijdt niet.");
        await world.ProposeAsync("Alleen voor jou.", p => p.Visibility = Visibility.CoachOnly);
        await ReplyAsync(world, session.Id, away, InvitationReply.No);
        await journey.NextAsync();

        await world.UseAsync((SessionService s) => s.SendAgendaAsync(session.Id));

        var mail = Assert.Single(await journey.NextAsync(), m => m.Kind == "agenda-sent");
        Assert.Equal((journey.AuthorEmail, "De agenda van dinsdag 8 december 2026 om 14 uur"), (mail.To, mail.Subject));
        var body = mail.Body.Replace("\\", "", StringComparison.Ordinal);
        Assert.Contains("1. De bus rijdt niet", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Alleen voor jou", body, StringComparison.Ordinal);
        Assert.Equal($"/bijeenkomsten/{session.Id}", mail.ActionUrl);
        // The call that was still to be made about the invitation now tells the agenda too, and still asks whether they come.
        var call = Assert.Single(await TasksAsync(world, called)).Text;
        Assert.Matches("(?s)Je bent uitgenodigd.*Kom je\\?.*1\\. De bus rijdt niet", call);
        Assert.Equal("Agenda verstuurd", (await world.UseAsync((SessionService s) => s.FindAsync(session.Id)))!.State.Dutch());
    }

    [Theory, AllDatabases]
    public async Task Who_takes_no_mail_is_called_about_invitation_change_free_place_cancelling_and_report(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var world = journey.World;
        var called = await CalledAsync(world, world.Group);
        var session = await world.AddSessionAsync(16);
        await journey.NextAsync();
        await ToldAsync("Je bent uitgenodigd:", "Kom je?");
        Assert.Equal(0, await CountAsync());

        await ChangeAsync(world, session.Id, d => d with { Place = "De Kring", Maximum = 2 });
        await journey.NextAsync();
        await ToldAsync("Deze bijeenkomst is veranderd", "De Kring");

        await ReplyAsync(world, session.Id, world.Author, InvitationReply.Yes, 2);
        Assert.True((await ReplyAsync(world, session.Id, called, InvitationReply.Yes)).IsWaiting);
        await ReplyAsync(world, session.Id, world.Author, InvitationReply.No);
        await journey.NextAsync();
        await ToldAsync("Er kwam plaats vrij", "iemand anders");

        var other = await world.AddSessionAsync(30);
        await journey.NextAsync();
        await world.UseAsync((SessionService s) => s.CancelAsync(other.Id, "De zaal is niet vrij."));
        await journey.NextAsync();
        // Not called yet about the invitation: only what holds now is told.
        await ToldAsync("Deze bijeenkomst gaat niet door", "De zaal is niet vrij.");

        world.Time.Set(session.EndsAt);
        await world.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id }));
        await world.UseAsync((SessionService s) => s.ReportAsync(session.Id));
        await journey.NextAsync();
        await ToldAsync("Het verslag van Klankgroep", "op papier");

        async Task ToldAsync(params string[] parts)
        {
            var task = Assert.Single(await TasksAsync(world, called));
            Assert.Equal(ContactMeans.Phone, task.Means);
            Assert.All(parts, part => Assert.Contains(part, task.Text, StringComparison.Ordinal));
            await world.UseAsync<ContactTasks, bool>(async t =>
            {
                await t.MarkAsync(task.Id, done: true);
                return true;
            });
        }

        Task<int> CountAsync() => world.UseAsync((ContactTasks t) => t.Open.CountAsync());
    }

    [Theory, AllDatabases]
    public async Task A_correction_is_told_to_the_members_when_the_coach_says_so(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var world = journey.World;
        var item = await world.ProposeAsync("De bus");
        var session = await HeldAsync(world, item.Id);
        await world.UseAsync((SessionService s) => s.ReportAsync(session));
        await journey.NextAsync();

        await CorrectAsync("Zeven mensen.", tell: false);
        Assert.Empty(await journey.NextAsync());
        await CorrectAsync("Acht mensen.", tell: true);

        var mail = Assert.Single(await journey.NextAsync());
        Assert.Equal((journey.AuthorEmail, "Een verslag is verbeterd"), (mail.To, mail.Subject));

        Task<bool> CorrectAsync(string text, bool tell) => world.UseAsync(async (ReportService s) =>
        {
            await s.CorrectAsync(new CorrectReport { SessionId = session, ItemId = item.Id, WhatWasSaid = text, Why = "Verkeerd geteld.", TellMembers = tell });
            return true;
        });
    }

    [Theory, AllDatabases]
    public async Task An_author_without_mail_is_called_about_the_neutral_text(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var world = journey.World;
        var called = await CalledAsync(world, null);
        var item = await world.ProposeAsync("Heel persoonlijk", p => (p.Visibility, p.Author) = (Visibility.CoachOnly, p.Author with { PersonId = called }));
        await journey.NextAsync();

        await world.UseAsync(async (NeutralTextService s) =>
        {
            await s.AskAsync(item.Id, "Aan het onthaal is weinig rust.", null);
            return true;
        });

        await journey.NextAsync();
        Assert.Contains("Aan het onthaal is weinig rust.", Assert.Single(await TasksAsync(world, called)).Text, StringComparison.Ordinal);
    }

    // A meeting of the group that is over, with its report half written.
    private static async Task<Guid> HeldAsync(World world, Guid? discussed = null)
    {
        var session = await world.AddSessionAsync(5);
        world.Time.Set(session.EndsAt);
        await world.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id, Discussed = discussed is { } id ? [new(id, "Zes mensen.")] : [] }));
        return session.Id;
    }

    private static Task<Guid> CalledAsync(World world, Guid? group) => world.Site.DataAsync(async db =>
    {
        var person = new Person { Name = "Mimoun", Phone = "0470 00 00 01", PreferredChannel = ContactChannel.Phone };
        db.Add(person);
        if (group is { } id) db.Add(new Mandate { PersonId = person.Id, GroupId = id, From = new DateOnly(2020, 1, 1) });
        await db.SaveChangesAsync();
        return person.Id;
    });

    private static Task<List<ContactTask>> TasksAsync(World world, Guid person)
        => world.Site.DataAsync(db => db.Set<ContactTask>().AsNoTracking().Where(t => t.PersonId == person && t.DoneOn == null).ToListAsync());

    private static Task<List<Guid>> InvitedAsync(World world, Guid session)
        => world.Site.DataAsync(db => db.Set<Invitation>().Where(i => i.SessionId == session && i.PersonId != null).Select(i => i.PersonId!.Value).ToListAsync());

    private static async Task<Invitation> ReplyAsync(World world, Guid session, Guid person, InvitationReply reply, int people = 1)
    {
        var id = await world.Site.DataAsync(db => db.Set<Invitation>().Where(i => i.SessionId == session && i.PersonId == person).Select(i => i.Id).SingleAsync());
        return await world.UseAsync((InvitationService s) => s.ReplyAsync(new ReplyToInvitation { InvitationId = id, Reply = reply, People = people }));
    }

    private static async Task ChangeAsync(World world, Guid id, Func<SessionDetails, SessionDetails> change)
    {
        var s = (await world.UseAsync((SessionService service) => service.FindAsync(id)))!;
        var details = new SessionDetails { Kind = s.Kind, Title = s.Title, StartsAt = s.StartsAt, EndsAt = s.EndsAt, Place = s.Place, Maximum = s.Maximum };
        await world.UseAsync((SessionService service) => service.ChangeAsync(new ChangeSession(id, change(details), null)));
    }
}
