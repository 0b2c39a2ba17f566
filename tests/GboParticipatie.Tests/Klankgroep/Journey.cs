using System.Text.Json.Nodes;
using GboParticipatie.BackgroundTasks;
using GboParticipatie.Email;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Recipes;
using GboParticipatie.Settings;
using Microsoft.Extensions.Configuration;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>A small region with the workflows that every region gets, and the mails that come of what happens.</summary>
internal sealed class Journey : IAsyncDisposable
{
    private readonly Letters _letters = new();

    public World World { get; private set; } = null!;

    public string AuthorEmail { get; private set; } = "";

    public string ChairEmail { get; private set; } = "";

    public static async Task<Journey> CreateAsync(DatabaseFixture databases, Db kind)
    {
        var journey = new Journey();
        journey.World = await World.CreateAsync(databases, kind, services =>
        {
            // Without it the mails of a meeting cannot be written, and its stream of events stands still.
            services.AddSingleton<SiteAddress>();
            services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
            new GboParticipatie.Notifications.Startup().ConfigureServices(services);
            new GboParticipatie.Workflows.Startup().ConfigureServices(services);
            services.AddSingleton<IEmailService>(journey._letters);
        });
        await journey.ApplyWorkflowsAsync();
        (journey.AuthorEmail, journey.ChairEmail) = await journey.World.Site.DataAsync(async db =>
        {
            var people = await db.Set<GboParticipatie.Network.Models.Person>().ToDictionaryAsync(p => p.Id, p => p.Email!);
            return (people[journey.World.Author], people[journey.World.Chair]);
        });
        return journey;
    }

    /// <summary>The text of a mail. What people typed is escaped in it, so that it adds no markup.</summary>
    public static string Plain(EmailMessage mail) => mail.Body.Replace("\\", "", StringComparison.Ordinal);

    /// <summary>Goes on day by day until that day, and gives what was mailed: when, to whom, about what.</summary>
    public async Task<List<(DateOnly Day, string To, string Subject)>> UntilAsync(DateOnly last)
    {
        List<(DateOnly, string, string)> told = [];
        while (World.Today < last)
        {
            World.Time.Advance(TimeSpan.FromDays(1));
            await World.Site.UseAsync((AnswerService s) => s.MarkOverdueAsync());
            told.AddRange((await NextAsync()).Select(m => (World.Today, m.To, m.Subject)));
        }

        return told;
    }

    /// <summary>Does what is due now, and gives the mails that came of it.</summary>
    public async Task<IReadOnlyList<EmailMessage>> NextAsync()
    {
        await World.Site.DrainAsync();
        await World.Site.InScopeAsync(async services =>
        {
            foreach (var task in services.GetServices<IBackgroundTask>().Where(t => t.GetType().Name == "DueWorkTask")) await task.DoWorkAsync(services, default);
        });
        await World.Site.DrainAsync();
        return _letters.Take();
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

    private Task ApplyWorkflowsAsync() => World.Site.InScopeAsync(async services =>
    {
        var recipe = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(TestFolder.Repository, "recipes", "gbo-workflows.recipe.json")))!;
        var step = recipe["steps"]![0]!.AsObject();
        var handler = services.GetServices<IRecipeStepHandler>().Single(h => h.Name == "WorkflowType");
        await handler.ExecuteAsync(new RecipeExecutionContext { File = "gbo-workflows.recipe.json", Name = "WorkflowType", Index = 1, Step = step, Services = services }, default);
        await services.GetRequiredService<GboDbContext>().SaveChangesAsync();
    });

    private sealed class Letters : IEmailService
    {
        private readonly Dictionary<string, EmailMessage> _mails = new(StringComparer.Ordinal);
        private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

        public Task<bool> QueueAsync(EmailMessage message, CancellationToken cancel = default)
        {
            lock (_mails) return Task.FromResult(_mails.TryAdd(message.Key, message));
        }

        public IReadOnlyList<EmailMessage> Take()
        {
            lock (_mails) return [.. _mails.Values.Where(m => _taken.Add(m.Key))];
        }
    }
}
