using GboParticipatie.BackgroundTasks;
using GboParticipatie.Data;
using Microsoft.EntityFrameworkCore;

namespace GboParticipatie.Web.Users.SignIn;

/// <summary>Erases codes and links once they no longer count for the daily limit: they hold the addresses of people who never signed in.</summary>
[BackgroundTask(Schedule = "17 * * * *", Description = "Wist oude codes om in te loggen")]
public sealed class SignInCleanup(TimeProvider time) : IBackgroundTask
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(25);

    /// <inheritdoc />
    public async Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow().UtcDateTime - Kept;
        var db = serviceProvider.GetRequiredService<GboDbContext>();
        await db.WriteAsync(c => db.Set<SignInChallenge>().Where(x => x.CreatedAt < before).ExecuteDeleteAsync(c), cancellationToken);
    }
}
