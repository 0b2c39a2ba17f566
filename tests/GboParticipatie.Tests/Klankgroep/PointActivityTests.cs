using GboParticipatie.Email;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Workflows;
using GboParticipatie.Workflows.Engine;
using GboParticipatie.Workflows.Events;
using GboParticipatie.Workflows.Models;
using GboParticipatie.Workflows.Services;
using static GboParticipatie.Tests.Workflows.Define;
using Channel = GboParticipatie.Klankgroep.Models.Channel;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>The steps that a region can use when points go on by themselves: <c>RequestAnswer</c> and <c>AssignOwner</c>.</summary>
public sealed class PointActivityTests(DatabaseFixture databases)
{
    private const string AskBody = """{ "To": "group:stuurgroep", "Question": "Wat doen jullie met {{ item.title }}?" }""";

    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, AllDatabases]
    public async Task A_new_point_is_asked_of_the_body_with_a_question_an_owner_and_a_day(Db kind)
    {
        await using var world = await StartAsync(databases, kind, OnProposal("RequestAnswer", AskBody));

        var item = await world.ProposeAsync("De bus rijdt niet");
        await world.Site.DrainAsync();

        var answer = Assert.Single((await world.ReadAsync(item.Id)).Answers);
        Assert.Equal((world.Body, AnswerState.Asked, world.Chair, "Wat doen jullie met De bus rijdt niet?"), (answer.GroupId, answer.State, answer.OwnerPersonId, answer.Question));
        // Thirty working days after 20 November, as when a coach forwards it.
        Assert.Equal(new DateOnly(2027, 1, 5), answer.DueOn);
        Assert.Equal(AgendaItemStatus.Forwarded, (await world.ReadAsync(item.Id)).Status);
        Assert.Contains("AnswerRequested", await world.EventsAsync(item.Id));
        Assert.Equal(["start:Done:", "step:Done:"], await TraceAsync(world));
    }

    [Theory, AllDatabases]
    public async Task Who_takes_no_mail_is_told_by_the_coach_once_and_others_by_mail_alone(Db kind)
    {
        await using var world = await StartAsync(databases, kind, OnProposal("TellWithoutEmail", """{ "Text": "Nieuws over {{ item.title }}" }"""));
        var caller = await world.Site.DataAsync(async db =>
        {
            var person = new Person { Name = "Mimoun", Phone = "0470 00 00 01", PreferredChannel = ContactChannel.Phone };
            db.Add(person);
            await db.SaveChangesAsync();
            return person.Id;
        });

        await world.ProposeAsync("Zij leest mail");
        await world.ProposeAsync("Via de muur", p => p.Author = new ProposalAuthor { Channel = Channel.GroupLink });
        var called = await world.ProposeAsync("De *bus* rijdt niet", p => p.Author = new ProposalAuthor { PersonId = caller, Channel = Channel.Phone });
        var spoken = await world.ProposeAsync("Op papier gekregen", p => p.Author = new ProposalAuthor { OrganisationId = world.Organisation, Channel = Channel.Paper });
        await world.Site.DrainAsync();

        var tasks = await world.Site.DataAsync(db => db.Set<ContactTask>().AsNoTracking().OrderBy(t => t.Means).ToListAsync());
        Assert.Equal([(called.Id, ContactMeans.Phone, (Guid?)caller, "Nieuws over De *bus* rijdt niet"), (spoken.Id, ContactMeans.ViaOrganisation, null, "Nieuws over Op papier gekregen")],
            tasks.Select(t => (t.ItemId, t.Means, t.PersonId, t.Text)));
        Assert.False(await world.UseAsync((ContactTasks t) => t.AddAsync(tasks[0].Key, called.Id, "Nog eens")));

        await world.UseAsync<ContactTasks, bool>(async t => { await t.MarkAsync(tasks[0].Id, done: true); return true; });
        Assert.Equal([tasks[1].Id], await world.UseAsync((ContactTasks t) => t.Open.Select(o => o.Id).ToListAsync()));
        await world.UseAsync<ContactTasks, bool>(async t => { await t.MarkAsync(tasks[0].Id, done: false); return true; });
        Assert.Equal(2, await world.UseAsync((ContactTasks t) => t.Open.CountAsync()));
    }

    [Theory, AllDatabases]
    public async Task Without_a_group_it_is_asked_where_the_group_forwards_to(Db kind)
    {
        await using var world = await StartAsync(databases, kind, OnProposal("RequestAnswer", "{}"));

        var item = await world.ProposeAsync();
        await world.Site.DrainAsync();

        var answer = Assert.Single((await world.ReadAsync(item.Id)).Answers);
        Assert.Equal((world.Body, null), (answer.GroupId, answer.Question));
    }

    [Theory, AllDatabases]
    public async Task What_was_asked_already_is_not_asked_again_and_the_run_can_tell(Db kind)
    {
        await using var world = await StartAsync(databases, kind, OnProposal("RequestAnswer", AskBody));

        var item = await world.ProposeAsync();
        await world.ForwardAsync(item.Id, f => f.GroupId = world.Body);
        await world.Site.DrainAsync();

        Assert.Single((await world.ReadAsync(item.Id)).Answers);
        Assert.Equal(["start:Done:", "step:AlreadyAsked:"], await TraceAsync(world));
    }

    [Theory, AllDatabases]
    public async Task A_point_that_is_over_or_for_the_coach_alone_is_asked_of_nobody(Db kind)
    {
        await using var world = await StartAsync(databases, kind, OnProposal("RequestAnswer", AskBody));

        var withdrawn = await world.ProposeAsync();
        await world.UseAsync((AgendaItemService s) => s.WithdrawAsync(withdrawn.Id));
        var personal = await world.ProposeAsync("Heel persoonlijk", p => p.Visibility = Visibility.CoachOnly);
        await world.Site.DrainAsync();

        Assert.Empty((await world.ReadAsync(withdrawn.Id)).Answers);
        Assert.Empty((await world.ReadAsync(personal.Id)).Answers);
        Assert.Equal(2, (await TraceAsync(world)).Count(t => t == "step:Done:dit punt gaat niet door"));
    }

    [Theory, AllDatabases]
    public async Task A_group_that_is_gone_since_is_not_replaced_by_another(Db kind)
    {
        await using var world = await StartAsync(databases, kind, OnProposal("RequestAnswer", """{ "To": "group:tweede" }"""), "tweede");
        await world.Site.DataAsync(db => db.Set<Group>().Where(g => g.Slug == "tweede").ExecuteUpdateAsync(s => s.SetProperty(g => g.Slug, "anders")));

        var item = await world.ProposeAsync();
        await world.Site.DrainAsync();

        Assert.Empty((await world.ReadAsync(item.Id)).Answers);
        Assert.Equal(["start:Done:", "step:Done:geen groep om het aan te vragen"], await TraceAsync(world));
    }

    [Theory, AllDatabases]
    public async Task A_definition_with_a_group_that_nobody_knows_is_refused(Db kind)
    {
        var problem = await Assert.ThrowsAsync<RuleException>(() => StartAsync(databases, kind, OnProposal("RequestAnswer", """{ "To": "group:verzonnen" }""")));

        Assert.Contains("groep \"verzonnen\" bestaat niet", problem.Message, StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task A_point_gets_the_owner_that_the_step_names(Db kind)
    {
        await using var world = await StartAsync(databases, kind, OnProposal("AssignOwner", """{ "To": "chair" }"""));
        await world.AddPersonAsync("Lies", group: world.Group, role: MandateRole.Chair, userId: "coach-2");

        var item = await world.ProposeAsync();
        Assert.Equal(World.Coach, (await world.ReadAsync(item.Id)).OwnerUserId);
        await world.Site.DrainAsync();

        Assert.Equal("coach-2", (await world.ReadAsync(item.Id)).OwnerUserId);
        Assert.Equal(["start:Done:", "step:Done:"], await TraceAsync(world));
    }

    [Theory, AllDatabases]
    public async Task A_point_keeps_its_owner_when_the_step_finds_nobody_with_an_account(Db kind)
    {
        await using var world = await StartAsync(databases, kind, OnProposal("AssignOwner", """{ "To": "author" }"""));

        var item = await world.ProposeAsync();
        await world.Site.DrainAsync();

        Assert.Equal(World.Coach, (await world.ReadAsync(item.Id)).OwnerUserId);
        Assert.Equal(["start:Done:", "step:Done:niemand gevonden"], await TraceAsync(world));
    }

    [Theory, AllDatabases]
    public async Task A_point_that_is_over_keeps_its_owner(Db kind)
    {
        await using var world = await StartAsync(databases, kind, OnProposal("AssignOwner", """{ "To": "chair" }"""));
        await world.AddPersonAsync("Lies", group: world.Group, role: MandateRole.Chair, userId: "coach-2");

        var item = await world.ProposeAsync();
        await world.UseAsync((AgendaItemService s) => s.WithdrawAsync(item.Id));
        await world.Site.DrainAsync();

        Assert.Equal(World.Coach, (await world.ReadAsync(item.Id)).OwnerUserId);
        Assert.Equal(["start:Done:", "step:Done:dit punt gaat niet door"], await TraceAsync(world));
    }

    [Theory, AllDatabases]
    public async Task A_process_that_dies_before_its_step_is_committed_asks_once(Db kind)
    {
        await using var world = await StartAsync(databases, kind, OnProposal("RequestAnswer", AskBody));
        var item = await world.ProposeAsync();
        var run = await StartRunAsync(world);
        Assert.True(await world.UseAsync((StepRunner r) => r.RunNextAsync(run, None)));

        // The step has run and even counts as asked, and then the process dies: nothing is committed.
        await Assert.ThrowsAsync<TimeoutException>(() => world.Site.InScopeAsync(services =>
        {
            var db = services.GetRequiredService<GboDbContext>();
            return db.WriteAsync(
                async c =>
                {
                    var position = await db.Set<WorkflowPosition>().SingleAsync(p => p.InstanceId == run, c);
                    await services.GetRequiredService<StepExecutor>().ExecuteAsync(position, c);
                    Assert.Equal(1, await db.Set<Answer>().CountAsync(c));
                    throw new TimeoutException("the process dies here");
                },
                None);
        }));
        Assert.Empty((await world.ReadAsync(item.Id)).Answers);
        await world.Site.DrainAsync();
        // Delivered again, as when nobody noted that it was.
        var due = new WorkflowStepDue(run);
        await world.Site.UseAsync<StepRunner>(r => r.DeliverAsync(due, new(Guid.NewGuid(), world.Time.Now, due), None));

        Assert.Single((await world.ReadAsync(item.Id)).Answers);
        Assert.Single(await world.EventsAsync(item.Id), e => e == "AnswerRequested");
        Assert.Equal(["start:Done:", "step:Done:"], await TraceAsync(world));
    }

    private static WorkflowType OnProposal(string activity, string properties)
        => Type([Step("start", "AgendaItemProposed", isStart: true), Step("step", activity, properties)], "start Done step");

    private static async Task<World> StartAsync(DatabaseFixture databases, Db kind, WorkflowType definition, string? anotherGroup = null)
    {
        var world = await World.CreateAsync(databases, kind, services =>
        {
            new GboParticipatie.Workflows.Startup().ConfigureServices(services);
            services.AddSingleton<IEmailService, NoMail>();
        });
        if (anotherGroup is not null) await world.AddGroupAsync(anotherGroup);
        await world.Site.InScopeAsync(async services =>
        {
            await services.GetRequiredService<WorkflowTypeService>().SaveAsync(definition, None);
            await services.GetRequiredService<GboDbContext>().SaveChangesAsync();
        });
        return world;
    }

    /// <summary>The event starts its run, whose steps still wait.</summary>
    private static async Task<Guid> StartRunAsync(World world)
    {
        await world.Site.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<GboDbContext>();
            var stored = await db.Set<GboParticipatie.Data.Outbox.OutboxMessage>().SingleAsync(m => m.Type == "AgendaItemProposed");
            var @event = System.Text.Json.JsonSerializer.Deserialize<GboParticipatie.Klankgroep.Events.AgendaItemProposed>(stored.Payload)!;
            var envelope = new GboParticipatie.Events.EventEnvelope(stored.Id, stored.OccurredAt, @event);
            await db.WriteAsync(c => services.GetServices<GboParticipatie.Events.IEventHandler<GboParticipatie.Events.IDomainEvent>>()
                .Single(h => h.GetType().Assembly == typeof(StepRunner).Assembly).HandleAsync(@event, envelope, c), None);
        });
        return await world.Site.DataAsync(db => db.Set<WorkflowInstance>().Select(i => i.Id).SingleAsync());
    }

    private static Task<List<string>> TraceAsync(World world) => world.Site.DataAsync(db => db.Set<WorkflowTrace>()
        .OrderBy(t => t.InstanceId).ThenBy(t => t.Number).Select(t => t.ActivityId + ":" + t.Outcome + ":" + (t.Note ?? "")).ToListAsync());

    private sealed class NoMail : IEmailService
    {
        public Task<bool> QueueAsync(EmailMessage message, CancellationToken cancel = default) => Task.FromResult(true);
    }
}
