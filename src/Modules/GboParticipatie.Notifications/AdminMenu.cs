using GboParticipatie.Navigation;
using GboParticipatie.Notifications.Services.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace GboParticipatie.Notifications;

/// <summary>The entry "Mail", with how many mails were refused.</summary>
public sealed class AdminMenu : INavigationProvider
{
    /// <inheritdoc />
    public void BuildNavigation(string name, NavigationBuilder builder)
    {
        if (name != "admin") return;
        builder.Add(new MenuItem
        {
            Text = "Mail",
            Url = "/beheer/mail",
            Icon = "envelope",
            Group = "Beheer",
            Position = 80,
            Permission = nameof(Permissions.ViewMail),
            Count = (services, cancel) => services.GetRequiredService<MailLog>().CountFailedAsync(cancel),
        });
    }
}
