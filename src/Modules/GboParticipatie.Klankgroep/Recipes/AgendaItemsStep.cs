using System.ComponentModel.DataAnnotations;
using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Calendar;
using GboParticipatie.Recipes;
using GboParticipatie.Settings;
using GboParticipatie.Time;

namespace GboParticipatie.Klankgroep.Recipes;

/// <summary>
/// Recipe step <c>AgendaItems</c>: points to begin with, by the id that the recipe gives them; applied again, nothing changes.
/// Without <c>daysAgo</c> a point comes in now, as if someone sent it: it comes on the next agenda and its events follow. With
/// <c>daysAgo</c> it is entered with its history, and nobody gets a mail about what is over: only a question that is still open is asked.
/// </summary>
public sealed class AgendaItemsStep(
    GboDbContext db, AgendaItemService points, ReferenceCounter references, WorkingCalendar calendar, Ownerships ownerships, GroupService groups,
    ContactTasks toTell, ISiteService site, TimeProvider time) : IRecipeStepHandler
{
    private static readonly TimeOnly Morning = new(10, 0);

    /// <inheritdoc />
    public string Name => "AgendaItems";

    /// <inheritdoc />
    public async Task ExecuteAsync(RecipeExecutionContext context, CancellationToken cancel)
    {
        var items = RecipeItems.Read<Item>(context, "agendaItems");
        RecipeItems.RefuseDoubles(context, items, i => i.Id.ToString());
        var lookups = new RecipeLookups(db, context);
        foreach (var item in items)
        {
            if (await db.Set<AgendaItem>().AnyAsync(i => i.SubmissionKey == item.Id, cancel)) continue;
            var proposal = await ProposalAsync(item, lookups, cancel);
            if (item.DaysAgo is null) await ProposeAsync(item, proposal, cancel);
            else await EnterWithHistoryAsync(context, item, proposal, lookups, cancel);
            await db.SaveChangesAsync(cancel);
        }
    }

    private static async Task<ProposeAgendaItem> ProposalAsync(Item item, RecipeLookups lookups, CancellationToken cancel) => new()
    {
        SubmissionKey = item.Id,
        GroupId = (await lookups.GroupAsync(item.Group, cancel)).Id,
        Title = item.Title,
        Description = item.Description,
        Remedy = item.Remedy,
        LifeDomain = item.LifeDomain,
        HeardFrom = item.HeardFrom,
        Visibility = item.Visibility,
        Author = new ProposalAuthor
        {
            PersonId = (await lookups.PersonAsync(item.Author, cancel))?.Id,
            OrganisationId = await lookups.OrganisationAsync(item.Organisation, cancel),
            Channel = item.Channel,
            IsConfirmed = true,
        },
    };

    private async Task ProposeAsync(Item item, ProposeAgendaItem proposal, CancellationToken cancel)
    {
        var point = await points.ProposeAsync(proposal, cancel);
        if (item.Barrier is not null) await points.ClassifyAsync(point.Id, point.LifeDomain, item.Barrier, cancel: cancel);
        if (item.Forwarded is not { } forwarded) return;
        await points.ForwardAsync(new ForwardAgendaItem { ItemId = point.Id, Question = forwarded.Question }, cancel);
    }

    private async Task EnterWithHistoryAsync(RecipeExecutionContext context, Item item, ProposeAgendaItem proposal, RecipeLookups lookups, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var settings = await site.GetAsync<KlankgroepSettings>(cancel);
        var days = await calendar.GetAsync(cancel);
        var received = RecipeTime.FromToday(-item.DaysAgo!.Value, Morning, now);
        var day = BrusselsTime.DayOf(received);
        var group = await lookups.GroupAsync(item.Group, cancel);
        var ownership = await ownerships.OfAsync(settings, day, cancel);
        if (group.CoachUserId is { } coach) ownership = ownership with { CoachUserId = coach };
        var reference = await references.NextAsync("AP", day.Year, cancel);
        var point = AgendaItem.Receive(group.Intake(), AgendaItemService.TextOf(proposal, settings), proposal.Author, reference, item.Id, ownership, received);
        point.Classify(point.LifeDomain, item.Barrier);
        db.Add(point);
        if (item.DiscussedIn is { } sessionId)
        {
            var session = await db.Set<Session>().SingleOrDefaultAsync(s => s.Id == sessionId, cancel) ?? throw context.Fail($"de bijeenkomst {sessionId} bestaat niet.");
            point.DiscussedInThePast(session, new SaidText(item.WhatWasSaid, item.Conclusion), received);
        }

        if (item.Forwarded is not { } forwarded) return;
        var body = group.ForwardsToGroupId ?? throw context.Fail($"de groep '{item.Group}' stuurt niets door.");
        var asked = RecipeTime.FromToday(-forwarded.DaysAgo, Morning, now);
        var owner = await groups.AnswererOfAsync(body, cancel);
        var due = days.AddWorkingDays(BrusselsTime.DayOf(asked), forwarded.DueWorkingDays ?? settings.ForwardAnswerWorkingDays);
        var answer = point.Forward(body, null, owner, forwarded.Question, authorAgreed: false, due, asked);
        db.Add(answer);
        if (item.Answer is { } given)
        {
            Give(point, answer, given, owner, now);
            if (ActionItem.Promised(answer) is { } action) db.Add(WithHistory(action, given.Action, now));
            if (given.ToTell is { } news)
            {
                await db.SaveChangesAsync(cancel);
                await toTell.AddAsync($"recipe:{item.Id:N}", point.Id, news, cancel);
            }
        }
        // What is over stays quiet; a question that is still open is asked, reminded of and said to be late as any other.
        else db.Publish(new AnswerRequested(point.Id, answer.Id, body));
    }

    private static void Give(AgendaItem point, Answer answer, AnswerItem given, Guid? owner, DateTime now)
    {
        var at = RecipeTime.FromToday(-given.DaysAgo, Morning, now);
        var byWhen = given.DoneInDays is { } days ? BrusselsTime.DayOf(at).AddDays(days) : (DateOnly?)null;
        point.RecordAnswer(answer, given.Decision, given.Why, given.WhatHappens, byWhen, owner, at);
        if (given.Rating is { } rating) point.Rate(answer, rating, null, at.AddDays(1));
    }

    // Nobody is asked now what is long over: who looks finds the question on the page.
    private static ActionItem WithHistory(ActionItem action, ActionStep? happened, DateTime now)
    {
        if (happened is not null)
        {
            var at = RecipeTime.FromToday(-happened.DaysAgo, Morning, now);
            action.Move(happened.State, happened.News, happened.TrialDays is { } days ? BrusselsTime.DayOf(at).AddDays(days) : null, by: null, at);
        }

        if (action.AskWhetherItChanged(BrusselsTime.DayOf(now)) && happened?.Changed is { } changed)
            action.Points[0].Rate(changed, happened.ChangedWord, RecipeTime.FromToday(0, Morning, now) < now ? RecipeTime.FromToday(0, Morning, now) : now);
        return action;
    }

    private sealed record Item
    {
        public required Guid Id { get; init; }

        public required string Group { get; init; }

        public string? Title { get; init; }

        public required string Description { get; init; }

        public string? Remedy { get; init; }

        public string? LifeDomain { get; init; }

        public BarrierKind? Barrier { get; init; }

        public HeardFrom? HeardFrom { get; init; }

        public Visibility Visibility { get; init; }

        public string? Author { get; init; }

        public string? Organisation { get; init; }

        public Channel Channel { get; init; }

        [Range(0, RecipeTime.MostDays)]
        public int? DaysAgo { get; init; }

        public Guid? DiscussedIn { get; init; }

        public string? WhatWasSaid { get; init; }

        public string? Conclusion { get; init; }

        public ForwardItem? Forwarded { get; init; }

        public AnswerItem? Answer { get; init; }
    }

    private sealed record ForwardItem
    {
        [Range(0, RecipeTime.MostDays)]
        public int DaysAgo { get; init; }

        public string? Question { get; init; }

        [Range(1, KlankgroepSettings.MostWorkingDays)]
        public int? DueWorkingDays { get; init; }
    }

    private sealed record AnswerItem
    {
        [Range(0, RecipeTime.MostDays)]
        public required int DaysAgo { get; init; }

        public required Decision Decision { get; init; }

        public required string Why { get; init; }

        public string? WhatHappens { get; init; }

        [Range(0, RecipeTime.MostDays)]
        public int? DoneInDays { get; init; }

        public ClarityRating? Rating { get; init; }

        public ActionStep? Action { get; init; }

        public string? ToTell { get; init; }
    }

    private sealed record ActionStep
    {
        [Range(0, RecipeTime.MostDays)]
        public required int DaysAgo { get; init; }

        public required ActionState State { get; init; }

        public string? News { get; init; }

        [Range(0, RecipeTime.MostDays)]
        public int? TrialDays { get; init; }

        public ChangeRating? Changed { get; init; }

        public string? ChangedWord { get; init; }
    }
}
