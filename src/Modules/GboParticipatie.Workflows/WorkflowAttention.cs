using GboParticipatie.Attention;
using GboParticipatie.Users;
using GboParticipatie.Workflows.Services;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Workflows;

/// <summary>Runs of workflows that are stuck: a mail or task that nobody gets.</summary>
public sealed class WorkflowAttention(WorkflowReader runs, ICurrentUser user, IStringLocalizer<Startup> S) : IAttentionProvider
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<AttentionItem>> ReadAsync(CancellationToken cancel = default) => await user.HasAsync(Permissions.ManageWorkflows)
        ? [new AttentionItem(await runs.CountStuckAsync(cancel), S["bericht zit vast"], S["berichten zitten vast"], "/beheer/workflows", Pressure.Late, 90, OnlyWhenAny: true)]
        : [];
}
