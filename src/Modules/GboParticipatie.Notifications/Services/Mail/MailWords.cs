using GboParticipatie.Localization;
using GboParticipatie.Notifications.Models;

namespace GboParticipatie.Notifications.Services.Mail;

/// <summary>What people read for the states of a mail.</summary>
public static class MailWords
{
    /// <summary>Instead of the subject of a mail that this reader may not read.</summary>
    public static string Closed => "Vertrouwelijk";

    /// <summary>The state in one word or two.</summary>
    public static string State(MailState state) => state switch
    {
        MailState.Queued => "Wacht",
        MailState.Sent => "Verstuurd",
        MailState.Failed => "Geweigerd",
        MailState.Waiting => "Wacht op een werkdag",
        MailState.Bundled => "In de mail van de dag",
        _ => "Tegengehouden",
    };

    /// <summary>When something happened, short enough for a table: "22 nov, 9.05 uur".</summary>
    public static string When(DateTime utc) => $"{BrusselsTime.ShortDate(BrusselsTime.DayOf(utc))}, {BrusselsTime.Clock(utc)}{(ReadersLanguage.IsOther ? "" : " uur")}";
}
