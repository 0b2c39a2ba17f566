using System.Collections.Concurrent;
using GboParticipatie.Data.Audit;
using GboParticipatie.Data.Files;
using GboParticipatie.Email;
using GboParticipatie.Files;
using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>Files from draft to point: counted, moved, taken away and cleared up, on both databases.</summary>
public sealed class PointFileTests(DatabaseFixture databases)
{
    internal static CheckedFile File(int number = 0, int size = 1000) => new($"foto {number}.jpg", FileKind.Jpeg, Bytes(number, size), $"{number:x64}");

    private static byte[] Bytes(int number, int size) => [.. Enumerable.Range(0, size).Select(i => (byte)((i / 7) + number))];

    private static Task<Guid> DraftAsync(World world) => world.UseAsync(async (ProposalDraftService d) => (await d.BeginAsync(world.Group)).Id);

    private static Task<StoredFile> AddAsync(World world, Guid draft, CheckedFile file) => world.UseAsync((ProposalDraftService d) => d.AddFileAsync(draft, file));

    private static Task<IReadOnlyList<StoredFile>> FilesAsync(World world, Guid owner, bool withRemoved = false) => world.UseAsync((IFileStore f) => f.ListAsync(owner, withRemoved));

    private static Task<int> PartsAsync(World world) => world.Site.DataAsync(db => db.Set<StoredFilePart>().CountAsync());

    private static Task<AgendaItem> SendAsync(World world, Guid draft) => world.ProposeAsync("Met een foto", p => (p.Key, p.RemoveDraft) = (draft, true));

    private static async Task<AgendaItem> PointWithFileAsync(World world, Action<ProposalBuilder>? change = null)
    {
        var draft = await DraftAsync(world);
        await AddAsync(world, draft, File());
        return await world.ProposeAsync("Met een foto", p =>
        {
            (p.Key, p.RemoveDraft) = (draft, true);
            change?.Invoke(p);
        });
    }

    [Theory, AllDatabases]
    public async Task Files_of_a_draft_become_those_of_the_point_with_it_and_come_back_byte_for_byte(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var draft = await DraftAsync(world);
        var large = File(1, (3 * StoredFilePart.Length) + 5);
        await AddAsync(world, draft, large);
        await AddAsync(world, draft, File(2));

        var item = await SendAsync(world, draft);

        Assert.Empty(await FilesAsync(world, draft));
        var files = await FilesAsync(world, item.Id);
        Assert.Equal(["foto 1.jpg", "foto 2.jpg"], files.Select(f => f.Name));
        Assert.Equal([large.Content.Length, 1000], files.Select(f => f.Size));
        Assert.Equal(large.Content, await world.Site.InScopeAsync(async services =>
        {
            using var copy = new MemoryStream();
            await services.GetRequiredService<IFileStore>().OpenRead(files[0]).CopyToAsync(copy);
            return copy.ToArray();
        }));
        Assert.Null(await world.UseAsync((IFileStore f) => f.FindAsync(Guid.NewGuid(), files[0].Id)));
    }

    [Theory, AllDatabases]
    public async Task A_file_sent_twice_is_there_once_and_a_point_sent_twice_has_its_files_once(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var draft = await DraftAsync(world);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => AddAsync(world, draft, File())));
        Assert.Single(await FilesAsync(world, draft));

        var sent = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => SendAsync(world, draft)));

        Assert.Single(sent.Select(i => i.Id).Distinct());
        Assert.Single(await FilesAsync(world, sent[0].Id));
    }

    [Theory, AllDatabases]
    public async Task Two_who_add_the_tenth_file_at_once_never_make_eleven(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var draft = await DraftAsync(world);
        for (var i = 0; i < 9; i++) await AddAsync(world, draft, File(i));

        var tried = await Task.WhenAll(Enumerable.Range(9, 4).Select(i => Record.ExceptionAsync(() => AddAsync(world, draft, File(i))).AsTask()));

        Assert.Single(tried, t => t is null);
        Assert.All(tried.OfType<Exception>(), t => Assert.Contains("hoogstens 10 bestanden", Assert.IsType<RuleException>(t).Message, StringComparison.Ordinal));
        Assert.Equal(10, (await FilesAsync(world, draft)).Count);
    }

    // Shows that the test above can fail: whoever counts without waiting sees nine, and only the places stop the eleventh.
    [Fact]
    public async Task Counting_without_taking_turns_would_make_eleven()
    {
        await using var world = await World.CreateAsync(databases, Db.PostgreSql);
        var owner = Guid.NewGuid();
        await world.Site.DataAsync(async db =>
        {
            db.AddRange(Enumerable.Range(0, 9).Select(i => Row(owner, i)));
            return await db.SaveChangesAsync();
        });
        var (counted, both) = (0, new TaskCompletionSource());
        var counts = new ConcurrentBag<int>();

        async Task<Exception?> TryAsync(int place) => await Record.ExceptionAsync(() => world.Site.DataAsync(db => db.WriteAsync(async c =>
        {
            var there = await db.Set<StoredFile>().CountAsync(f => f.OwnerId == owner, c);
            if (Interlocked.Increment(ref counted) == 2) both.SetResult();
            await both.Task;
            counts.Add(there);
            if (there > 9) throw new RuleException("Er zijn er al tien.");
            db.Add(Row(owner, place));
            return await db.SaveChangesAsync(c);
        })));

        // The same place twice: both saw nine, the index lets one in, and the other sees ten when it begins again. Another place: there is none.
        var tried = await Task.WhenAll(TryAsync(9), TryAsync(9));
        Assert.Single(tried, t => t is null);
        Assert.Single(tried, t => t is RuleException);
        Assert.Equal([9, 9, 10], counts.Order());
        Assert.IsType<DbUpdateException>(await Record.ExceptionAsync(() => world.Site.DataAsync(async db =>
        {
            db.Add(Row(owner, 10));
            return await db.SaveChangesAsync();
        })));
    }

    private static StoredFile Row(Guid owner, int place) => new() { OwnerId = owner, Place = place, Name = "a", Kind = FileKind.Jpeg, Size = 1, Hash = "a" };

    [Theory, AllDatabases]
    public async Task All_files_together_are_bounded_and_a_place_that_comes_free_is_used_again(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var draft = await DraftAsync(world);
        var first = await AddAsync(world, draft, File(0));
        for (var i = 1; i < 10; i++) await AddAsync(world, draft, File(i));
        await world.UseAsync(async (ProposalDraftService d) =>
        {
            await d.RemoveFileAsync(draft, first.Id);
            await d.RemoveFileAsync(draft, first.Id);
            return true;
        });

        Assert.Equal(0, (await AddAsync(world, draft, File(20))).Place);

        var other = await DraftAsync(world);
        for (var i = 0; i < 5; i++) await AddAsync(world, other, new CheckedFile($"{i}", FileKind.Pdf, new byte[FileLimits.MostBytes], $"{i}"));
        var refused = await Assert.ThrowsAsync<RuleException>(() => AddAsync(world, other, File(30)));
        Assert.Contains("samen zijn groter dan 50 MB", refused.Message, StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task A_draft_that_is_thrown_away_or_forgotten_takes_its_files_along(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var (thrown, forgotten) = (await DraftAsync(world), await DraftAsync(world));
        await AddAsync(world, thrown, File(1));
        await AddAsync(world, forgotten, File(2));
        var kept = await PointWithFileAsync(world);

        await world.UseAsync(async (ProposalDraftService d) =>
        {
            await d.RemoveAsync(thrown);
            return true;
        });
        world.Time.Advance(ProposalDraftService.Kept + TimeSpan.FromMinutes(1));
        await world.UseAsync((ProposalDraftService d) => d.RemoveExpiredAsync());

        Assert.Empty(await FilesAsync(world, thrown));
        Assert.Empty(await FilesAsync(world, forgotten));
        Assert.Single(await FilesAsync(world, kept.Id));
        Assert.Equal(1, await PartsAsync(world));
    }

    [Theory, AllDatabases]
    public async Task A_draft_of_someone_else_takes_no_file_and_loses_none(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        world.Site.User.SignIn("een@zolim.example");
        var draft = await DraftAsync(world);
        var file = await AddAsync(world, draft, File());
        world.Site.User.SignIn("ander@zolim.example");

        await Assert.ThrowsAsync<NotFoundException>(() => AddAsync(world, draft, File(1)));
        await Assert.ThrowsAsync<NotFoundException>(() => world.UseAsync(async (ProposalDraftService d) =>
        {
            await d.RemoveFileAsync(draft, file.Id);
            return true;
        }));
        Assert.Single(await FilesAsync(world, draft));
    }

    [Theory, AllDatabases]
    public async Task A_file_that_is_added_while_the_point_is_sent_comes_along_or_is_refused(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        for (var round = 0; round < 5; round++)
        {
            var draft = await DraftAsync(world);
            var adding = Record.ExceptionAsync(() => AddAsync(world, draft, File(round)));
            var item = await SendAsync(world, draft);
            var refused = await adding;

            Assert.Equal(refused is null ? 1 : 0, (await FilesAsync(world, item.Id)).Count);
            Assert.True(refused is null or NotFoundException, refused?.ToString());
            Assert.Empty(await FilesAsync(world, draft));
        }
    }

    [Theory, AllDatabases]
    public async Task Files_stay_with_what_they_came_with_when_points_stand_together_go_apart_or_are_split(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var (stays, joins) = (await PointWithFileAsync(world), await PointWithFileAsync(world));

        await world.UseAsync((MergeService m) => m.MergeAsync(new MergePoints(stays.Id, [joins.Id])));
        Assert.Single(await FilesAsync(world, stays.Id));
        Assert.Single(await FilesAsync(world, joins.Id));
        await world.UseAsync((MergeService m) => m.UnmergeAsync(joins.Id));
        Assert.Single(await FilesAsync(world, joins.Id));

        var part = await world.UseAsync((SplitService s) => s.SplitAsync(new SplitPoint { Key = Guid.NewGuid(), ItemId = stays.Id, Description = "Het andere deel" }));
        Assert.Single(await FilesAsync(world, stays.Id));
        Assert.Empty(await FilesAsync(world, part.Id));
    }

    [Theory, AllDatabases]
    public async Task What_the_coach_takes_away_is_gone_its_author_is_told_why_and_it_happens_once(Db kind)
    {
        var mails = new Mails();
        await using var world = await World.CreateAsync(databases, kind, services => services.AddSingleton<IEmailService>(mails));
        var item = await PointWithFileAsync(world);
        var file = Assert.Single(await FilesAsync(world, item.Id));

        Task<bool> RemoveAsync(string? reason) => world.UseAsync(async (PointFiles p) =>
        {
            await p.RemoveAsync(item.Id, file.Id, reason);
            return true;
        });
        Assert.Contains("Zeg waarom", (await Assert.ThrowsAsync<RuleException>(() => RemoveAsync(" "))).Message, StringComparison.Ordinal);
        Assert.Contains("rekeningnummer", (await Assert.ThrowsAsync<RuleException>(() => RemoveAsync("Van BE68 5390 0754 7034"))).Message, StringComparison.Ordinal);
        await RemoveAsync("Er staat een kind op.");
        await RemoveAsync("Nog eens.");
        await world.Site.DrainAsync();

        Assert.Empty(await FilesAsync(world, item.Id));
        Assert.Equal("Er staat een kind op.", Assert.Single(await FilesAsync(world, item.Id, withRemoved: true)).RemovedBecause);
        Assert.Equal(0, await PartsAsync(world));
        Assert.Single(await world.EventsAsync(item.Id), e => e == nameof(AgendaItemFileRemoved));
        var mail = Assert.Single(mails.Sent);
        Assert.Equal("Er is nieuws over je punt", mail.Subject);
        Assert.DoesNotContain("foto 0", mail.Body, StringComparison.Ordinal);
        Assert.Contains($"/volg/{item.Reference}", mail.ActionUrl, StringComparison.Ordinal);
        Assert.Equal(1, await world.Site.DataAsync(db => db.Set<AuditEntry>().CountAsync(a => a.SubjectId == item.Id && a.Action == "AgendaItem.FileRemoved")));
    }

    [Theory, AllDatabases]
    public async Task Who_takes_no_mail_is_told_by_the_coach_that_a_file_was_taken_away(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind, services => services.AddSingleton<IEmailService>(new Mails()));
        var item = await PointWithFileAsync(world, p => p.Author = new ProposalAuthor { OrganisationId = world.Organisation, Channel = GboParticipatie.Klankgroep.Models.Channel.Phone, IsConfirmed = true });
        var file = Assert.Single(await FilesAsync(world, item.Id));

        await world.UseAsync(async (PointFiles p) =>
        {
            await p.RemoveAsync(item.Id, file.Id, "Er staat een kind op.");
            return true;
        });
        await world.Site.DrainAsync();

        Assert.Contains("Er staat een kind op.", (await world.Site.DataAsync(db => db.Set<ContactTask>().SingleAsync(t => t.ItemId == item.Id))).Text, StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task The_coach_adds_a_file_to_a_point_but_not_to_one_that_was_taken_back(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await world.ProposeAsync();
        await world.UseAsync((PointFiles p) => p.AddAsync(item.Id, File()));
        Assert.Single(await FilesAsync(world, item.Id));
        Assert.Equal(1, await world.Site.DataAsync(db => db.Set<AuditEntry>().CountAsync(a => a.SubjectId == item.Id && a.Action == "AgendaItem.FileAdded")));

        await world.UseAsync((AgendaItemService s) => s.WithdrawAsync(item.Id));
        await Assert.ThrowsAsync<RuleException>(() => world.UseAsync((PointFiles p) => p.AddAsync(item.Id, File(1))));
        await Assert.ThrowsAsync<NotFoundException>(() => world.UseAsync((PointFiles p) => p.AddAsync(Guid.NewGuid(), File(1))));
    }

    private sealed class Mails : IEmailService
    {
        public List<EmailMessage> Sent { get; } = [];

        public Task<bool> QueueAsync(EmailMessage message, CancellationToken cancel = default)
        {
            if (Sent.Exists(m => m.Key == message.Key)) return Task.FromResult(false);
            Sent.Add(message);
            return Task.FromResult(true);
        }
    }
}
