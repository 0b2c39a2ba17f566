using GboParticipatie.Digests;
using GboParticipatie.Email;
using GboParticipatie.Files;
using GboParticipatie.Links;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Settings;
using GboParticipatie.Users;
using Microsoft.Extensions.Configuration;

namespace GboParticipatie.Tests.Notifications;

/// <summary>The module Notifications on a database, with its neighbours as the test says.</summary>
public sealed class NotificationSite
{
    public FixedSettings Settings { get; } = new();

    public FixedUsers Users { get; } = new();

    public TestDigests Digests { get; } = new();

    public Dictionary<string, string?> Configuration { get; } = [];

    public string AppData { get; } = TestFolder.Create("appdata");

    public string MailFolder => Path.Combine(AppData, "mail");

    public NotificationSite UseSmtp(SmtpServer server)
    {
        Configuration["Mail:Smtp:Host"] = "127.0.0.1";
        Configuration["Mail:Smtp:Port"] = server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Configuration["Mail:Smtp:StartTls"] = "false";
        return this;
    }

    public void Configure(IServiceCollection services)
    {
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(Configuration).Build());
        services.AddSingleton<ISiteService>(Settings);
        services.AddSingleton<SiteAddress>();
        services.AddSingleton<IUserDirectory>(Users);
        services.AddSingleton<ISignedLinks, PlainLinks>();
        services.AddSingleton(new AppDataFolder(AppData));
        services.AddScoped<GboParticipatie.Network.Calendar.WorkingCalendar>();
        services.AddScoped<GboParticipatie.Network.Services.StandIns>();
        services.AddSingleton<IDigestGroups>(Digests);
        services.AddSingleton<IDigestSource>(Digests);
        new GboParticipatie.Notifications.Startup().ConfigureServices(services);
    }

    public static EmailMessage Mail(string key, string to = "an@schakel.example", string body = "Dag An.") => new()
    {
        Key = key,
        Kind = "test",
        To = to,
        Subject = "Je punt is goed aangekomen",
        Body = body,
    };
}

/// <summary>What tests do with mails, in scopes of their own.</summary>
public static class MailSteps
{
    public static Task<bool> QueueAsync(this TestSite site, EmailMessage message) => site.InScopeAsync(async services =>
    {
        var isFirst = await services.GetRequiredService<IEmailService>().QueueAsync(message);
        await services.GetRequiredService<GboDbContext>().SaveChangesAsync();
        return isFirst;
    });

    public static Task<List<OutgoingMail>> MailsAsync(this TestSite site)
        => site.DataAsync(db => db.Set<OutgoingMail>().AsNoTracking().OrderBy(m => m.QueuedAt).ThenBy(m => m.Id).ToListAsync());

    /// <summary>Lets time pass, and what waits be tried, until no mail waits any more.</summary>
    public static async Task DrainWhileTimePassesAsync(this TestSite site, int most = 100)
    {
        for (var i = 0; i < most; i++)
        {
            await site.DrainAsync();
            if (!(await site.MailsAsync()).Exists(m => m.State == MailState.Queued)) return;
            site.Time.Advance(TimeSpan.FromMinutes(5));
        }
    }
}

/// <summary>Settings that the test sets.</summary>
public sealed class FixedSettings : ISiteService
{
    private readonly Dictionary<Type, object> _settings = new()
    {
        [typeof(SiteSettings)] = new SiteSettings
        {
            RegionName = "GBO ZOLim",
            RegionLongName = "Zuidoost-Limburg",
            CoachName = "Ann Peeters",
            CoachEmail = "coach@zolim.example",
            CoachPhone = "012 34 56 78",
            MailFrom = "gbo@zolim.example",
            BaseUrl = "https://gbo.zolim.example",
        },
    };

    public void Set<T>(T settings) where T : class => _settings[typeof(T)] = settings;

    public Task<T> GetAsync<T>(CancellationToken cancel = default) where T : class, new()
        => Task.FromResult(_settings.TryGetValue(typeof(T), out var settings) ? (T)settings : new T());

    public Task SetAsync<T>(T settings, CancellationToken cancel = default) where T : class, new()
    {
        Set(settings);
        return Task.CompletedTask;
    }
}

/// <summary>Users by role.</summary>
public sealed class FixedUsers : IUserDirectory
{
    public List<UserSummary> Coaches { get; } = [];

    public Task<UserSummary?> FindByIdAsync(string id, CancellationToken cancel = default) => Task.FromResult(Coaches.Find(u => u.Id == id));

    public Task<IReadOnlyDictionary<string, UserSummary>> FindByIdsAsync(IReadOnlyCollection<string> ids, CancellationToken cancel = default) => throw new NotSupportedException();

    public Task<UserSummary?> FindByEmailAsync(string email, CancellationToken cancel = default) => Task.FromResult(Coaches.Find(u => u.Email == email));

    public Task<IReadOnlyList<UserSummary>> InRoleAsync(string role, CancellationToken cancel = default)
        => Task.FromResult<IReadOnlyList<UserSummary>>(role == RoleNames.Procescoach ? Coaches : []);

    public Task<UserSummary> EnsureAsync(string email, string name, IReadOnlyList<string> roles, CancellationToken cancel = default) => throw new NotSupportedException();
}

/// <summary>Links without a signature: what signs them has tests of its own.</summary>
public sealed class PlainLinks : ISignedLinks
{
    public string Create(string purpose, SignedLink link) => $"{purpose}.{link.Record:N}.{link.Recipient:N}.{link.Version}";

    public SignedLink? Read(string purpose, string? token)
        => token?.Split('.') is [var p, var record, var recipient, var version] && p == purpose
            ? new SignedLink(Guid.Parse(record), Guid.Parse(recipient), int.Parse(version, System.Globalization.CultureInfo.InvariantCulture)) : null;
}
