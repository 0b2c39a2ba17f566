using System.Security.Cryptography;
using System.Text.Json;
using GboParticipatie.Data;
using GboParticipatie.Data.Settings;
using Microsoft.EntityFrameworkCore;

namespace GboParticipatie.Web.Users.Links;

/// <summary>
/// The secret under which links are signed: 32 random bytes in the region's database, made once, the same for all instances.
/// Whoever restores a backup restores it, so that links in mails go on working.
/// </summary>
public sealed class LinkSecret(IServiceScopeFactory scopes)
{
    private const string Name = "SignedLinkSecret";
    private byte[]? _secret;

    /// <summary>The secret.</summary>
    /// <exception cref="InvalidOperationException">It has not been made; see <see cref="EnsureAsync"/>.</exception>
    public byte[] Value => _secret ??= Read();

    /// <summary>Makes the secret unless there is one. Two instances that start at once end up with the same.</summary>
    public async Task EnsureAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GboDbContext>();
        if (await db.Set<SettingsDocument>().AnyAsync(s => s.Name == Name, cancel)) return;
        var json = JsonSerializer.Serialize(RandomNumberGenerator.GetBytes(32));
        await db.WriteAsync(c => db.Database.ExecuteSqlAsync(
            $"""INSERT INTO "Settings" ("Name", "Json") VALUES ({Name}, {json}) ON CONFLICT ("Name") DO NOTHING""", c), cancel);
    }

    // Reads only: making it here could wait for the very transaction that this is called from.
    private byte[] Read()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<GboDbContext>();
        var json = db.Set<SettingsDocument>().AsNoTracking().Where(s => s.Name == Name).Select(s => s.Json).SingleOrDefault()
            ?? throw new InvalidOperationException("The secret of signed links was not made: call PrepareGboUsersAsync after the migrations.");
        return JsonSerializer.Deserialize<byte[]>(json)!;
    }
}
