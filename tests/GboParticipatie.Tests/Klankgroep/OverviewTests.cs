using GboParticipatie.Digests;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>What overviews say about points and answers, and to whom; and what the timeline says of a "nee".</summary>
public sealed class OverviewTests(DatabaseFixture databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task A_question_is_for_who_can_answer_it_and_an_answer_for_all_who_may_read_the_point(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var member = await world.AddPersonAsync("Emma", group: world.Group);
        var stranger = await world.AddPersonAsync("Sam");
        var item = await world.ProposeAsync();
        var answer = await world.ForwardAsync(item.Id);
        Assert.Empty(await LinksAsync(world, member, answer.Id));
        Assert.Contains(answer.Id, (await LinksAsync(world, world.Chair, answer.Id)).Keys);

        await world.GiveAsync(answer.Id);

        Assert.Equal($"/volg/{item.Reference}", (await LinksAsync(world, member, answer.Id))[answer.Id]);
        var secret = await world.ProposeAsync("Heel persoonlijk", p => p.Visibility = Visibility.CoachOnly);
        var asked = await world.ForwardAsync(secret.Id, f => (f.Question, f.AuthorAgreed) = ("Kan het onthaal stiller?", true));
        await world.GiveAsync(asked.Id);
        Assert.Empty(await LinksAsync(world, member, asked.Id));
        Assert.Empty(await LinksAsync(world, stranger, asked.Id));
    }

    [Theory, AllDatabases]
    public async Task A_group_reads_of_what_it_must_do_soon_and_the_coach_once_of_what_became_late(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var member = await world.AddPersonAsync("Emma", group: world.Group);
        var stranger = await world.AddPersonAsync("Sam");
        var item = await world.ProposeAsync();
        var answer = await world.ForwardAsync(item.Id);
        await world.GiveAsync(answer.Id);
        Assert.Empty(await FollowUpsAsync(world, world.Body));

        world.Time.Advance(TimeSpan.FromDays(20));
        var soon = Assert.Single(await FollowUpsAsync(world, world.Body));
        Assert.Equal(("We doen het", world.Today.AddDays(10)), (soon.Gist, soon.DueOn));
        Assert.Empty(await FollowUpsAsync(world, DigestAudiences.Coach));
        world.Time.Advance(TimeSpan.FromDays(11));
        Assert.Single(await FollowUpsAsync(world, world.Body));
        Assert.Single(await FollowUpsAsync(world, DigestAudiences.Coach));
        world.Time.Advance(TimeSpan.FromDays(3));
        Assert.Empty(await FollowUpsAsync(world, DigestAudiences.Coach));

        Assert.Equal($"/volg/{item.Reference}", (await LinksAsync(world, member, soon.SubjectId, nameof(ActionItem)))[soon.SubjectId]);
        Assert.Single(await LinksAsync(world, stranger, soon.SubjectId, nameof(ActionItem)));
    }

    [Theory, AllDatabases]
    public async Task What_was_put_off_or_declined_is_not_new(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        await world.AddSessionAsync(20);
        var items = new List<AgendaItem>();
        for (var i = 0; i < 3; i++) items.Add(await world.ProposeAsync($"Punt {i}"));
        await world.UseAsync((AgendaItemService s) => s.ParkAsync(items[1].Id, "Eerst het andere."));
        await world.UseAsync((AgendaItemService s) => s.DeclineAsync(items[2].Id, "Hoort elders."));

        var subjects = items.Select(i => new DigestSubject(DigestSection.New, nameof(AgendaItem), i.Id)).ToList();
        var told = await world.UseAsync((IDigestSource s) => s.DescribeAsync(world.Group, subjects, Cancel));

        Assert.Equal([items[0].Id], told.Select(t => t.SubjectId));
    }

    [Theory, AllDatabases]
    public async Task The_author_reads_after_a_nee_what_really_happens_with_the_own_word_beside_it(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var secret = await world.ProposeAsync("Heel persoonlijk", p => p.Visibility = Visibility.CoachOnly);
        var answer = await world.ForwardAsync(secret.Id, f => (f.Question, f.AuthorAgreed) = ("Kan het onthaal stiller?", true));
        await world.GiveAsync(answer.Id);
        await world.UseAsync((AnswerService s) => s.RateAsync(answer.Id, ClarityRating.No, "Wanneer dan?"));

        var item = await world.ReadAsync(secret.Id);
        var view = await world.UseAsync((TimelineService s) => s.ReadAsync(item, new Viewer { PersonId = world.Author }, isAuthor: true, Cancel));

        var told = view.Timeline.Single(e => e.Kind == TimelineKind.Reopened);
        Assert.DoesNotContain("agenda", told.Title, StringComparison.Ordinal);
        Assert.Contains("bekijkt het opnieuw", told.Title, StringComparison.Ordinal);
        Assert.Equal("Wanneer dan?", told.Text);
        Assert.StartsWith("Ligt bij de ", view.StatusText, StringComparison.Ordinal);
    }

    private static Task<IReadOnlyDictionary<Guid, string>> LinksAsync(World world, Guid reader, Guid subject, string type = nameof(Answer))
        => world.UseAsync((IDigestSource s) => s.LinksAsync(world.Group, new DigestRecipient(reader, "lid@zolim.example", "Lid", UserId: null), type, [subject], Cancel));

    private static Task<List<DigestItem>> FollowUpsAsync(World world, Guid audience) => world.UseAsync(async (IDigestSource s) =>
    {
        var now = world.Time.GetUtcNow().UtcDateTime;
        var items = new List<DigestItem>();
        await foreach (var item in s.CollectAsync(audience, now.AddDays(-1), now, Cancel))
            if (item.Section == DigestSection.ActionFollowUp) items.Add(item);
        return items;
    });
}
