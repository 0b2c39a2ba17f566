using GboParticipatie.Users;

namespace GboParticipatie.Workflows.Services;

/// <summary><c>role:Procescoach</c>: the users in a role.</summary>
internal sealed class RoleRecipients(GboDbContext db, IUserDirectory users) : IWorkflowRecipients
{
    public string Kind => "role";

    public string DisplayText => "iedereen met de rol";

    public bool TakesArgument => true;

    public bool AppliesTo(IWorkflowEventSource? source) => true;

    public async Task<string?> CheckAsync(string? argument, CancellationToken cancel)
    {
        var isKnown = db.Roles.Local.Any(r => r.Name == argument) || await db.Roles.AnyAsync(r => r.Name == argument, cancel);
        return isKnown ? null : $"rol \"{argument}\" bestaat niet";
    }

    public async Task<IReadOnlyList<WorkflowRecipient>> FindAsync(string? argument, WorkflowEvent startEvent, CancellationToken cancel)
        => [.. (await users.InRoleAsync(argument!, cancel)).Select(u => new WorkflowRecipient { Key = $"user:{u.Id}", UserId = u.Id, Name = u.Name, Email = u.Email, Pace = Email.EmailPace.Work })];
}
