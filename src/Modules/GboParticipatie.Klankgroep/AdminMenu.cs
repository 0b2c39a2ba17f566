using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Navigation;
using GboParticipatie.Settings;
using GboParticipatie.Time;
using GboParticipatie.Users;
using Microsoft.Extensions.DependencyInjection;

namespace GboParticipatie.Klankgroep;

/// <summary>The module's entries in the menus of the site and of /beheer.</summary>
public sealed class AdminMenu : INavigationProvider
{
    /// <inheritdoc />
    public void BuildNavigation(string name, NavigationBuilder builder)
    {
        if (name == "main") BuildMain(builder);
        else if (name == "admin") BuildAdmin(builder);
        else if (name == "footer") BuildFooter(builder);
    }

    // At the foot of each page, so that what most people come for is never far.
    private static void BuildFooter(NavigationBuilder builder) => builder
        .Add(new MenuItem { Text = "Zet iets op de agenda", Url = "/punt", Position = 1 })
        .Add(new MenuItem { Text = "Vertel wat je merkt", Url = "/vertel", Position = 2 })
        .Add(new MenuItem { Text = "Waar staat mijn punt?", Url = "/volg", Position = 3 })
        .Add(new MenuItem { Text = "Zoeken", Url = "/zoeken", Position = 4 });

    private static void BuildMain(NavigationBuilder builder) => builder
        .Add(new MenuItem { Text = "Groepen", TextOfRegion = GroupsTitleAsync, Url = "/klankgroepen", Position = 10 })
        .Add(new MenuItem { Text = "Kalender", Url = "/kalender", Position = 20 })
        .Add(new MenuItem { Text = "Wat deden we ermee?", Url = "/wat-deden-we", Position = 30 });

    private static void BuildAdmin(NavigationBuilder builder) => builder
        .Add(new MenuItem
        {
            Text = "Mijn taken",
            Url = "/beheer",
            Icon = "check2-square",
            Group = "Vandaag",
            Position = 10,
            Permission = Permissions.ManageAgendaItems.Name,
            Count = CountMyTasksAsync,
        })
        .Add(new MenuItem { Text = "Bijeenkomsten", Url = "/beheer/bijeenkomsten", Icon = "calendar-event", Group = "Vandaag", Position = 20, Permission = Permissions.ManageSessions.Name })
        .Add(new MenuItem { Text = "Zoeken", Url = "/beheer/zoeken", Icon = "search", Group = "Vandaag", Position = 25, Permission = Permissions.ReadAllAgendaItems.Name })
        .Add(new MenuItem { Text = "Punten", Url = "/beheer/punten", Icon = "chat-left-text", Group = "Inbreng", Position = 30, Permission = Permissions.ReadAllAgendaItems.Name })
        .Add(new MenuItem { Text = "Wat mensen vertellen", Url = "/beheer/feedback", Icon = "chat-heart", Group = "Inbreng", Position = 32, Permission = Permissions.ManageFeedback.Name, Count = CountLateFeedbackAsync })
        .Add(new MenuItem
        {
            Text = "Antwoorden",
            Url = "/beheer/antwoorden",
            Icon = "reply",
            Group = "Inbreng",
            Position = 31,
            Permission = Permissions.ManageAgendaItems.Name,
            Count = CountOverdueAsync,
        })
        .Add(new MenuItem { Text = "Acties", Url = "/beheer/acties", Icon = "clipboard-check", Group = "Inbreng", Position = 33, Permission = Permissions.ManageAgendaItems.Name, Count = CountLateActionsAsync })
        .Add(new MenuItem { Text = "Signalenbundels", Url = "/beheer/signalenbundels", Icon = "collection", Group = "Inbreng", Position = 34, Permission = Permissions.ManageFeedback.Name })
        .Add(new MenuItem { Text = "Te vertellen", Url = "/beheer/vertellen", Icon = "telephone", Group = "Vandaag", Position = 25, Permission = Permissions.ManageAgendaItems.Name, Count = CountToTellAsync })
        .Add(new MenuItem { Text = "Groepen", Url = "/beheer/groepen", Icon = "people", Group = "Netwerk", Position = 48, Permission = Permissions.ManageGroups.Name })
        .Add(new MenuItem { Text = "Wie zit waar?", Url = "/beheer/wie-zit-waar", Icon = "diagram-3", Group = "Netwerk", Position = 49, Permission = Permissions.ManageGroups.Name });

    private static async Task<string> GroupsTitleAsync(IServiceProvider services, CancellationToken cancel)
        => (await services.GetRequiredService<ISiteService>().GetAsync<KlankgroepSettings>(cancel)).GroupsTitle;

    // Points of this coach on which the first word or the answer is due today or was due before.
    private static Task<int> CountMyTasksAsync(IServiceProvider services, CancellationToken cancel)
    {
        var user = services.GetRequiredService<ICurrentUser>().Id;
        var today = BrusselsTime.Today(services.GetRequiredService<TimeProvider>());
        return services.GetRequiredService<GboDbContext>().Set<AgendaItem>()
            .CountAsync(i => i.OwnerUserId == user && i.DueOn != null && (i.FirstWordOn == null || i.DueOn <= today), cancel);
    }

    private static Task<int> CountOverdueAsync(IServiceProvider services, CancellationToken cancel)
    {
        var today = BrusselsTime.Today(services.GetRequiredService<TimeProvider>());
        return services.GetRequiredService<GboDbContext>().Set<Answer>().CountAsync(a => a.State == AnswerState.Asked && a.DueOn < today, cancel);
    }

    private static Task<int> CountToTellAsync(IServiceProvider services, CancellationToken cancel) => services.GetRequiredService<Services.ContactTasks>().Open.CountAsync(cancel);

    private static Task<int> CountLateActionsAsync(IServiceProvider services, CancellationToken cancel)
    {
        var today = BrusselsTime.Today(services.GetRequiredService<TimeProvider>());
        return services.GetRequiredService<GboDbContext>().Set<ActionItem>()
            .CountAsync(a => a.EndedOn == null && a.DueOn < today && (a.TrialUntil == null || a.TrialUntil < today), cancel);
    }

    private static Task<int> CountLateFeedbackAsync(IServiceProvider services, CancellationToken cancel)
    {
        var today = BrusselsTime.Today(services.GetRequiredService<TimeProvider>());
        return services.GetRequiredService<GboDbContext>().Set<Feedback>().CountAsync(f => f.DueOn < today || f.Status == FeedbackStatus.Received, cancel);
    }
}
