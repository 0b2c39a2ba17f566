using System.Text.RegularExpressions;
using GboParticipatie.Email;
using GboParticipatie.Settings;
using GboParticipatie.Web.Settings;
using GboParticipatie.Web.Users;
using GboParticipatie.Web.Users.SignIn;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GboParticipatie.Tests.Users;

/// <summary>Services of the host's users on a database of the test's own, with a letter box instead of the mail module.</summary>
internal static partial class UsersSite
{
    public static void Add(IServiceCollection services)
    {
        services.AddGboUsers(new ConfigurationBuilder().Build());
        services.AddDataProtection();
        services.AddSingleton<SettingsCache>();
        services.AddScoped<ISiteService, SiteService>();
        services.TryAddSingleton<LetterBox>();
        services.AddScoped<IEmailService>(provider => provider.GetRequiredService<LetterBox>());
    }

    public static async Task<TestSite> CreateUsersAsync(this DatabaseFixture databases, Db db) => await databases.CreateAsync(db, Add);

    public static LetterBox Mail(this TestSite site) => site.Services.GetRequiredService<LetterBox>();

    public static Task<BrowserTicket> AskAsync(this TestSite site, string email, string? returnUrl = null, string client = "office")
        => site.UseAsync<SignInService, BrowserTicket>(s => s.AskAsync(new AskToSignIn(email, returnUrl, client), default));

    public static Task<SignInOutcome> EnterAsync(this TestSite site, BrowserTicket ticket, string code)
        => site.UseAsync<SignInService, SignInOutcome>(s => s.EnterCodeAsync(ticket, code, "office", default));

    public static Task<SignInOutcome> UseLinkAsync(this TestSite site, string token)
        => site.UseAsync<SignInService, SignInOutcome>(s => s.UseLinkAsync(token, "office", default));

    /// <summary>A code that is not the one in the mail.</summary>
    public static string WrongCode(this LetterBox mail) => mail.LastCode == "123456" ? "654321" : "123456";

    [GeneratedRegex(@"\b\d{6}\b", RegexOptions.None, 1000)]
    public static partial Regex Code();
}

/// <summary>Mails that were queued.</summary>
internal sealed class LetterBox : IEmailService
{
    private readonly List<EmailMessage> _mails = [];

    public IReadOnlyList<EmailMessage> Mails
    {
        get
        {
            lock (_mails) return [.. _mails];
        }
    }

    public string LastCode => UsersSite.Code().Match(Mails[^1].Body).Value;

    public string LastLinkToken => Mails[^1].ActionUrl!["/inloggen/".Length..];

    public Task<bool> QueueAsync(EmailMessage message, CancellationToken cancel = default)
    {
        lock (_mails) _mails.Add(message);
        return Task.FromResult(true);
    }
}
