using GboParticipatie.Email;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Notifications.Services.Mail;

/// <summary>How a mail begins.</summary>
public static class MailGreeting
{
    /// <summary>"Dag Nadia", or "Dag" when no name is known.</summary>
    public static string Hello(this IStringLocalizer S, string name, string? email) => Greeting.NameOf(name, email) is { Length: > 0 } known ? S["Dag {0}", known] : S["Dag"];
}
