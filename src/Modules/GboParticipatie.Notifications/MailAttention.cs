using GboParticipatie.Attention;
using GboParticipatie.Notifications.Services.Mail;
using GboParticipatie.Users;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Notifications;

/// <summary>Mails that were refused: someone did not get what they wait for.</summary>
public sealed class MailAttention(MailLog mails, ICurrentUser user, IStringLocalizer<Startup> S) : IAttentionProvider
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<AttentionItem>> ReadAsync(CancellationToken cancel = default) => await user.HasAsync(Permissions.ViewMail)
        ? [new AttentionItem(await mails.CountFailedAsync(cancel), S["mail kwam niet aan"], S["mails kwamen niet aan"], "/beheer/mail?status=Failed", Pressure.Late, 80, OnlyWhenAny: true)]
        : [];
}
