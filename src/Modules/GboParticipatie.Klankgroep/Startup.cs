using GboParticipatie.Attention;
using GboParticipatie.BackgroundTasks;
using GboParticipatie.Caching;
using GboParticipatie.Digests;
using GboParticipatie.Email;
using GboParticipatie.Events;
using GboParticipatie.Klankgroep.Api;
using GboParticipatie.Klankgroep.Digests;
using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Ledgers;
using GboParticipatie.Klankgroep.Pages;
using GboParticipatie.Klankgroep.Pages.Attachments;
using GboParticipatie.Klankgroep.Pages.DeskGroups;
using GboParticipatie.Klankgroep.Pages.DeskToday;
using GboParticipatie.Klankgroep.Pages.Follow;
using GboParticipatie.Klankgroep.Pages.Propose;
using GboParticipatie.Klankgroep.Pages.SinceLastTime;
using GboParticipatie.Klankgroep.Pages.Tell;
using GboParticipatie.Klankgroep.Recipes;
using GboParticipatie.Klankgroep.Search;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Klankgroep.Workflows;
using GboParticipatie.Modules;
using GboParticipatie.Navigation;
using GboParticipatie.Notifications.ICalendar;
using GboParticipatie.Recipes;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Users;
using GboParticipatie.Workflows;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep;

/// <summary>Registers the module Klankgroep.</summary>
public sealed class Startup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddScoped<GroupService>();
        services.AddScoped<GroupRegister>();
        services.AddScoped<GroupPlaces>();
        services.AddScoped<GroupFormChoices>();
        services.AddScoped<SeatOverview>();
        services.AddScoped<SessionService>();
        services.AddScoped<LeftOpenMeetings>();
        services.AddScoped<MeetingReminders>();
        services.AddScoped<AgendaService>();
        services.AddScoped<LineService>();
        services.AddScoped<LinesDrafts>();
        services.AddScoped<OnBehalfService>();
        services.AddScoped<AttendanceService>();
        services.AddScoped<AttendanceLinks>();
        services.AddScoped<RhythmService>();
        services.AddScoped<ReportService>();
        services.AddScoped<ReportExtras>();
        services.AddScoped<SplitService>();
        services.AddScoped<MergeService>();
        services.AddScoped<NeutralTextService>();
        services.AddScoped<NeutralTextLinks>();
        services.AddScoped<IEventHandler<NeutralTextAsked>, NeutralTextMails>();
        services.AddScoped<IEventHandler<NeutralTextAnswered>, NeutralTextMails>();
        services.AddScoped<AgendaItemService>();
        services.AddScoped<PointFiles>();
        services.AddScoped<AskedPoints>();
        services.AddScoped<Uploads>();
        services.AddScoped<IEventHandler<AgendaItemFileRemoved>, FileMails>();
        services.AddScoped<AnswerService>();
        services.AddScoped<AnswerHelp>();
        services.AddScoped<ContactTasks>();
        services.AddScoped<MeetingTasks>();
        services.AddScoped<SignalBundles>();
        services.AddScoped<SinceLastTimeService>();
        services.AddScoped<ActionService>();
        services.AddScoped<TimelineService>();
        services.AddScoped<LedgerService>();
        services.AddScoped<LedgerCounting>();
        services.AddScoped<SearchService>();
        services.AddScoped<IAttentionProvider, PointAttention>();
        services.AddScoped<MyDesk>();
        services.AddScoped<WorkList>();
        services.AddScoped<ProposalDraftService>();
        services.AddScoped<AnswerDraftService>();
        services.AddScoped<ProposeJourney>();
        services.AddScoped<AnswerDays>();
        services.AddScoped<Ownerships>();
        services.AddScoped<FeedbackService>();
        services.AddScoped<LinkedAnswers>();
        services.AddScoped<SignalAnswers>();
        services.AddScoped<SignalLinks>();
        services.AddScoped<RatingLinks>();
        services.AddScoped<IEventHandler<AnswerGiven>>(s => s.GetRequiredService<LinkedAnswers>());
        services.AddScoped<IEventHandler<AgendaItemMerged>>(s => s.GetRequiredService<LinkedAnswers>());
        services.AddScoped<MeetingOutcomes>();
        services.AddScoped<IEventHandler<SessionReported>>(s => s.GetRequiredService<MeetingOutcomes>());
        services.AddScoped<FeedbackAuthors>();
        services.AddScoped<FeedbackDraftService>();
        services.AddScoped<TellJourney>();
        services.AddScoped<TellChoices>();
        services.AddScoped<DraftMail>();
        services.AddScoped<FollowAccess>();
        services.AddSingleton(new KeptText(ProposeJourney.LinksBegin, ProposeSteps.Later));
        services.AddSingleton(new VisitCookie(ProposeJourney.CookieName, "/"));
        services.AddSingleton(new VisitCookie(ProposeJourney.AskedCookieName, "/"));
        services.AddSingleton(new VisitCookie(TellJourney.CookieName, "/"));
        services.AddSingleton(new VisitCookie(FollowAccess.CookieName, "/volg"));
        services.AddSingleton<PublicLimits>().AddSingleton<CodeGuesses>();
        services.AddScoped<ProposalAuthors>();
        services.AddScoped<GroupLinks>();
        services.AddScoped<PointLinks>();
        services.AddScoped<IMailReaders, PointMailReaders>();
        services.AddScoped<IMailReaders, FeedbackMailReaders>();
        services.AddScoped<Viewers>();
        services.AddSingleton<CoachOfRegion>();
        services.AddSingleton<LedgerCache>();
        services.AddScoped<IBackgroundTask, OverdueAnswers>();
        services.AddScoped<IBackgroundTask, ChangeQuestions>();
        services.AddScoped<IBackgroundTask, TrialEnds>();
        services.AddScoped<IBackgroundTask, LeftOpenMeetingsTask>();
        services.AddScoped<IBackgroundTask, ExpiredDrafts>();
        services.AddScoped<IDigestGroups, DigestGroups>();
        services.AddScoped<IDigestSource, KlankgroepDigests>();
        services.AddScoped<SessionCalendar>();
        services.AddScoped<InvitationService>();
        services.AddScoped<InvitationLinks>();
        services.AddScoped<IEventHandler<SessionAnnounced>, InvitationMails>();
        services.AddScoped<IEventHandler<PeopleInvited>, InvitationMails>();
        services.AddScoped<IEventHandler<SessionChanged>, InvitationMails>();
        services.AddScoped<IEventHandler<SessionCancelled>, InvitationMails>();
        services.AddScoped<IEventHandler<InvitationReminderSent>, InvitationMails>();
        services.AddScoped<IEventHandler<SessionIsSoon>, InvitationMails>();
        services.AddScoped<IEventHandler<InvitationSeated>, InvitationMails>();
        services.AddScoped<IEventHandler<InvitationLinkRenewed>, InvitationMails>();
        services.AddScoped<ICalendarSource>(s => s.GetRequiredService<SessionCalendar>());
        AddWorkflows(services);
        services.AddScoped<IRecipeStepHandler, GroupsStep>();
        services.AddScoped<IRecipeStepHandler, MandatesStep>();
        services.AddScoped<IRecipeStepHandler, SessionsStep>();
        services.AddScoped<IRecipeStepHandler, AgendaItemsStep>();
        services.AddScoped<IRecipeStepHandler, FeedbackStep>();
        services.AddSingleton<IPermissionProvider, Permissions>();
        services.AddSingleton<INavigationProvider, AdminMenu>();
    }

    /// <inheritdoc />
    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider serviceProvider)
    {
        Endpoints.Map(routes);
        FileEndpoints.Map(routes);
        routes.MapGet("/klankgroepen/{slug}/sinds-vorige-keer.png", async (string slug, GroupService groups, SinceLastTimeService since, ISiteService site, IStringLocalizer<Startup> S, CancellationToken cancel)
            => await groups.FindBySlugAsync(slug, cancel) is { } group
                ? (IResult)TypedResults.File(SincePicture.Draw(await since.ReadAsync(group, Viewer.Anyone, cancel), (await site.GetAsync<SiteSettings>(cancel)).RegionName, S), "image/png")
                : TypedResults.NotFound())
            .Public("Alleen wat iedereen mag lezen, staat in het beeld.").WithMetadata(new SameForVisitorsAttribute()).ExcludeFromDescription();
        routes.MapGet("/bijeenkomsten/{id:guid}.ics", async (Guid id, SessionCalendar calendar, CancellationToken cancel)
            => await calendar.FileAsync(id, cancel) is { } file ? (IResult)TypedResults.File(file, $"{CalendarWriter.MediaType}; charset=utf-8", "bijeenkomst.ics") : TypedResults.NotFound())
            .Public("Wie een bijeenkomst mag zien, mag ze in een agenda zetten.").ExcludeFromDescription();
    }

    private static void AddWorkflows(IServiceCollection services)
    {
        services.AddScoped<PointFields>();
        services.AddScoped<ActionFields>();
        services.AddScoped<FeedbackFields>();
        services.AddScoped<SignalFields>();
        services.AddScoped<TrialFields>();
        services.AddScoped<OutcomeFields>();
        services.AddScoped<PeopleForWorkflows>();
        services.AddScoped<PeopleOfOrganisations>();
        services.AddScoped<CoachRecipients>();
        services.AddWorkflowEventSource<ItemProposedSource>().AddWorkflowEventSource<ItemDeclinedSource>().AddWorkflowEventSource<ItemParkedSource>()
            .AddWorkflowEventSource<ItemForwardedSource>().AddWorkflowEventSource<AnswerRequestedSource>().AddWorkflowEventSource<AnswerAssignedSource>()
            .AddWorkflowEventSource<AnswerOverdueSource>().AddWorkflowEventSource<AnswerGivenSource>().AddWorkflowEventSource<AnswerRatedSource>()
            .AddWorkflowEventSource<SessionAnnouncedSource>().AddWorkflowEventSource<SessionAgendaSentSource>().AddWorkflowEventSource<SessionChangedSource>().AddWorkflowEventSource<SessionCancelledSource>()
            .AddWorkflowEventSource<SessionHeldSource>().AddWorkflowEventSource<SessionLeftOpenSource>().AddWorkflowEventSource<SessionReportedSource>().AddWorkflowEventSource<SessionReportCorrectedSource>()
            .AddWorkflowEventSource<FeedbackGivenSource>().AddWorkflowEventSource<FeedbackLinkedSource>().AddWorkflowEventSource<FeedbackAnsweredSource>()
            .AddWorkflowEventSource<FeedbackClosedSource>().AddWorkflowEventSource<ActionMovedSource>().AddWorkflowEventSource<ActionDueSource>()
            .AddWorkflowEventSource<ActionRatedSource>().AddWorkflowEventSource<AnswerPausedSource>().AddWorkflowEventSource<AnswerProposedSource>().AddWorkflowEventSource<FeedbackForwardedSource>()
            .AddWorkflowEventSource<ItemDiscussedSource>().AddWorkflowEventSource<ItemCarriedOverSource>()
            .AddWorkflowEventSource<ItemMergedSource>().AddWorkflowEventSource<ItemUnmergedSource>()
            .AddWorkflowEventSource<SignalsSentSource>().AddWorkflowEventSource<FeedbackActionMovedSource>().AddWorkflowEventSource<TrialEndedSource>();
        services.AddWorkflowRecipients<AuthorRecipients>().AddWorkflowRecipients<OwnerRecipients>().AddWorkflowRecipients<CoachRecipients>()
            .AddWorkflowRecipients<ChairRecipients>().AddWorkflowRecipients<BodyRecipients>().AddWorkflowRecipients<MembersRecipients>().AddWorkflowRecipients<OtherMembersRecipients>().AddWorkflowRecipients<InvitedRecipients>()
            .AddWorkflowRecipients<GroupRecipients>().AddWorkflowRecipients<OrganisationRecipients>().AddWorkflowRecipients<DoerRecipients>();
        services.AddActivity<RequestAnswer>().AddActivity<AssignOwner>().AddActivity<TellWithoutEmail>().AddActivity<RemindInvited>().AddActivity<TellMeetingIsSoon>();
    }
}
