using System.Diagnostics;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Notifications.Services.Mail;

namespace GboParticipatie.Tests.Notifications;

/// <summary>Mails as files, on a disk that is really full. Only root may make so small a disk.</summary>
public sealed class DiskFullTests(DatabaseFixture databases) : IAsyncLifetime
{
    private readonly NotificationSite _notifications = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(_notifications.MailFolder);
        if (!await RunAsync("mount", "-t", "tmpfs", "-o", "size=128k,nr_inodes=40", "none", _notifications.MailFolder)) Assert.Skip("Only root may make a small disk.");
    }

    public async ValueTask DisposeAsync() => await RunAsync("umount", "--lazy", _notifications.MailFolder);

    [Theory]
    [InlineData(Db.Sqlite, false)]
    [InlineData(Db.Sqlite, true)]
    [InlineData(Db.PostgreSql, false)]
    public async Task A_mail_that_a_full_disk_did_not_take_says_so_and_leaves_when_there_is_room(Db kind, bool noMoreFiles)
    {
        await using var site = await databases.CreateAsync(kind, _notifications.Configure);
        var filler = Directory.CreateDirectory(Path.Combine(_notifications.MailFolder, "filler"));
        if (noMoreFiles) FillWithFiles(filler.FullName);
        else FillWithText(filler.FullName);
        await site.QueueAsync(NotificationSite.Mail("a"));

        // Longer than a failure is tried before it is parked for a person.
        for (var i = 0; i < 8; i++)
        {
            await site.DrainAsync();
            site.Time.Advance(TimeSpan.FromMinutes(11));
        }

        var waiting = Assert.Single(await site.MailsAsync());
        var jam = await site.UseAsync<MailLog, MailJam?>(l => l.JamAsync(Cancel));
        filler.Delete(recursive: true);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_notifications.MailFolder));
        await site.DrainWhileTimePassesAsync();

        Assert.Equal((MailState.Queued, "De mail kon niet geschreven worden: is de schijf vol?"), (waiting.State, waiting.LastError));
        Assert.Equal(1, jam?.Count);
        Assert.Equal(MailState.Sent, Assert.Single(await site.MailsAsync()).State);
        var file = Assert.Single(Directory.GetFileSystemEntries(_notifications.MailFolder));
        Assert.Contains(waiting.MessageId, await File.ReadAllTextAsync(file, Cancel), StringComparison.Ordinal);
    }

    private static void FillWithText(string folder)
    {
        using var file = new FileStream(Path.Combine(folder, "text"), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        UntilFull(_ => file.Write(new byte[4096]));
    }

    private static void FillWithFiles(string folder) => UntilFull(number => File.Create(Path.Combine(folder, $"{number}")).Dispose());

    private static void UntilFull(Action<int> write)
    {
        try
        {
            for (var number = 0; ; number++) write(number);
        }
        catch (IOException)
        {
            // No space left on device.
        }
    }

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        await process.WaitForExitAsync(Cancel);
        return process.ExitCode == 0;
    }
}
