using System.Net;
using System.Text;
using GboParticipatie.Digests;
using GboParticipatie.Email;
using GboParticipatie.Files;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Notifications.Services.Digests;
using GboParticipatie.Tests.Klankgroep.Pages;
using GboParticipatie.Time;
using GboParticipatie.Users;
using Channel = GboParticipatie.Klankgroep.Models.Channel;

namespace GboParticipatie.Tests.Access;

/// <summary>
/// A region in which there is one of everything, and all of it is of the same people: <see cref="Author"/> of an organisation brought
/// the points, told what is told and is invited; the steering group was asked. Everyone else has nothing to do with it.
/// </summary>
internal sealed class AccessScene : IAsyncDisposable
{
    public const string Author = "organisatie@zolim.example";
    public const string Member = "stuurgroep@zolim.example";
    public const string OtherAuthor = "hilde.vrancken@zolim.example";

    private readonly Dictionary<string, string?> _cookies = new(StringComparer.Ordinal) { [""] = null };
    private readonly Dictionary<string, (string Cookies, string Token)> _forms = new(StringComparer.Ordinal);
    private readonly HttpClient _client;

    private AccessScene(PublicSite site)
    {
        Site = site;
        _client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = site.Address };
    }

    public PublicSite Site { get; }

    public AgendaItem Open { get; private set; } = null!;

    public AgendaItem ForCoach { get; private set; } = null!;

    public AgendaItem OfClosedGroup { get; private set; } = null!;

    public Group ClosedGroup { get; private set; } = null!;

    public Session Meeting { get; private set; } = null!;

    public Session ClosedMeeting { get; private set; } = null!;

    public Answer Asked { get; private set; } = null!;

    public ActionItem Action { get; private set; } = null!;

    public Feedback Told { get; private set; } = null!;

    public Feedback ToldWithoutName { get; private set; } = null!;

    public Invitation Invited { get; private set; } = null!;

    public ProposalDraft Draft { get; private set; } = null!;

    public Guid DraftFile { get; private set; }

    public Guid Task { get; private set; }

    public Guid Mail { get; private set; }

    public Guid Digest { get; private set; }

    public Guid FileOfOpen { get; private set; }

    public Guid FileForCoach { get; private set; }

    public static async Task<AccessScene> CreateAsync(DatabaseFixture databases, Db kind)
    {
        // Nothing in the background: what is there, is what stands here.
        var scene = new AccessScene(await PublicSite.StartAsync(await databases.CreateDatabaseAsync(kind), settings: [("Gbo:BackgroundTasks", "false"), ("Gbo:Outbox", "false"), ("Logging:LogLevel:Default", "Error")]));
        await scene.FillAsync();
        return scene;
    }

    /// <summary>What a signed-in person gets at an address, without following it elsewhere.</summary>
    /// <param name="who">Address of the person; empty for who is not signed in.</param>
    /// <param name="path">Where.</param>
    /// <returns>The status; "sign in" for the way to the page to sign in, "302 " and where to for another one.</returns>
    public async Task<string> GetAsync(string who, string path) => await SendAsync(HttpMethod.Get, path, await CookieAsync(who), null);

    /// <summary>What someone gets who presses a button with nothing filled in, as <see cref="GetAsync"/> says it.</summary>
    public async Task<string> PressAsync(string who, string path)
    {
        if (who.Length == 0) return await SendAsync(HttpMethod.Post, path, null, new FormUrlEncodedContent([]));
        if (!_forms.TryGetValue(who, out var form)) _forms[who] = form = await FormAsync(who);
        return await SendAsync(HttpMethod.Post, path, form.Cookies, new FormUrlEncodedContent([new("__RequestVerificationToken", form.Token)]));
    }

    private async Task<string> SendAsync(HttpMethod method, string path, string? cookie, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        if (answer.StatusCode != HttpStatusCode.Redirect) return ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var to = answer.Headers.Location!.OriginalString;
        return to.Contains("/inloggen", StringComparison.Ordinal) ? "sign in" : "302";
    }

    public Task<Guid> PersonAsync(string email) => Site.UseAsync((GboDbContext db) => db.Set<Person>().Where(p => p.Email == email).Select(p => p.Id).SingleAsync());

    public Task<T> LinkAsync<TLinks, T>(Func<TLinks, T> link) where TLinks : notnull => Site.UseAsync((TLinks links) => System.Threading.Tasks.Task.FromResult(link(links)));

    /// <summary>Changes something that no page shows.</summary>
    public Task<int> CommitAsync() => Site.UseAsync((GboDbContext db) =>
    {
        var task = new ContactTask { Key = $"test:{Guid.NewGuid():N}", ItemId = Open.Id, Text = "Zeg het.", CreatedAt = DateTime.UtcNow };
        task.Done(null, new DateOnly(2020, 1, 1));
        db.Add(task);
        return db.SaveChangesAsync(TestContext.Current.CancellationToken);
    });

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Site.DisposeAsync();
    }

    private async Task<string?> CookieAsync(string who)
    {
        if (_cookies.TryGetValue(who, out var known)) return known;
        using var answer = await _client.PostAsync($"/test/inloggen?email={Uri.EscapeDataString(who)}", null, TestContext.Current.CancellationToken);
        return _cookies[who] = answer.Headers.GetValues("Set-Cookie").First(c => c.StartsWith("gbo-user=", StringComparison.Ordinal)).Split(';')[0];
    }

    // Any form of the site carries the token that each of them needs.
    private async Task<(string Cookies, string Token)> FormAsync(string who)
    {
        var cookie = await CookieAsync(who);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/mijn/gegevens");
        request.Headers.Add("Cookie", cookie);
        using var answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var cookies = answer.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]).Prepend(cookie);
        return (string.Join("; ", cookies), html.Split("__RequestVerificationToken\"")[1].Split("value=\"")[1].Split('"')[0]);
    }

    private async Task FillAsync()
    {
        await CookieAsync(Author);
        var author = await PersonAsync(Author);
        var organisation = await Site.UseAsync((GboDbContext db) => db.Set<Membership>().Where(m => m.PersonId == author).Select(m => m.OrganisationId).FirstAsync());
        var open = await SaveGroupAsync("open", GroupReaders.Everyone, organisation);
        ClosedGroup = await SaveGroupAsync("besloten", GroupReaders.Members, organisation);
        Meeting = await MeetingAsync(open);
        ClosedMeeting = await MeetingAsync(ClosedGroup);
        Open = await PointAsync(open, Visibility.WithName, author, organisation);
        ForCoach = await PointAsync(open, Visibility.CoachOnly, author, organisation);
        OfClosedGroup = await PointAsync(ClosedGroup, Visibility.WithName, author, organisation);
        FileOfOpen = await FileAsync(Open.Id);
        FileForCoach = await FileAsync(ForCoach.Id);
        Invited = await Site.UseAsync((GboDbContext db) => db.Set<Invitation>().AsNoTracking().FirstAsync(i => i.SessionId == Meeting.Id && i.PersonId == author));

        Asked = await Site.UseAsync((AgendaItemService s) => s.ForwardAsync(new ForwardAgendaItem { ItemId = Open.Id, Question = "Kan dit?" }));
        var day = BrusselsTime.Today(TimeProvider.System).AddDays(30);
        Action = await Site.UseAsync((ActionService s) => s.AddAsync(new TypedAction { What = "Er komt een rek.", Owner = Asked.GroupId, DueOn = day }, Open.Reference));
        Told = await TellAsync(new FeedbackAuthor { PersonId = author, OrganisationId = organisation });
        ToldWithoutName = await TellAsync(FeedbackAuthor.Anonymous());
        await DraftAsync();
        await WrittenAsync(author);
        Digest = await Site.UseAsync((IDigestService d) => d.CompileNowAsync(Asked.GroupId!.Value)) ?? Guid.Empty;
        Assert.NotEqual(Guid.Empty, Digest);
    }

    private Task<Group> SaveGroupAsync(string slug, GroupReaders readers, Guid organisation) => Site.UseAsync(async (GroupService g) =>
    {
        var body = await g.FindBySlugAsync("stuurgroep-gbo");
        return await g.SaveAsync(new GroupDetails { Slug = slug, Name = slug, Kind = GroupKind.Klankgroep, AcceptsItems = true, Readers = readers, ForwardsToGroupId = body!.Id, OrganisationIds = [organisation] });
    });

    private Task<Session> MeetingAsync(Group group) => Site.UseAsync(async (SessionService s) =>
    {
        var start = DateTime.UtcNow.Date.AddDays(20).AddHours(13);
        var made = await s.CreateAsync(new CreateSession(group.Id, new SessionDetails { Title = "Klankgroep", StartsAt = start, EndsAt = start.AddHours(1) }));
        return await s.AnnounceAsync(made.Id);
    });

    private Task<AgendaItem> PointAsync(Group group, Visibility visibility, Guid author, Guid organisation) => Site.UseAsync((AgendaItemService s) => s.ProposeAsync(new ProposeAgendaItem
    {
        SubmissionKey = Guid.NewGuid(),
        GroupId = group.Id,
        Author = new ProposalAuthor { PersonId = author, OrganisationId = organisation, Channel = Channel.Web, IsConfirmed = true },
        Description = $"Er is geen plaats voor een buggy {Guid.NewGuid():N}",
        Visibility = visibility,
    }));

    private async Task<Guid> FileAsync(Guid point) => (await Site.UseAsync((PointFiles p) => p.AddAsync(point, NewFile()))).Id;

    private static CheckedFile NewFile() => new("brief.txt", FileKind.Text, Encoding.UTF8.GetBytes("Een brief."), $"{Guid.NewGuid():N}");

    private Task<Feedback> TellAsync(FeedbackAuthor author) => Site.UseAsync((FeedbackService s) => s.GiveAsync(new GiveFeedback
    {
        SubmissionKey = Guid.NewGuid(),
        Author = author,
        Kind = FeedbackKind.Barrier,
        Description = "De wachtzaal is te klein.",
        Readers = FeedbackReaders.WhoCanHelp,
    }));

    private async Task DraftAsync()
    {
        var user = (await Site.UseAsync((IUserDirectory u) => u.FindByEmailAsync(Author)))!.Id;
        Draft = new ProposalDraft { GroupId = Open.GroupId, Description = "Begonnen.", UserId = user, CreatedAt = DateTime.UtcNow, ExpiresAt = DateTime.UtcNow.AddDays(10) };
        await Site.UseAsync((GboDbContext db) =>
        {
            db.Add(Draft);
            return db.SaveChangesAsync();
        });
        DraftFile = (await Site.UseAsync(async (IFileStore f) => await f.AddAsync(Draft.Id, NewFile()))).Id;
    }

    private async Task WrittenAsync(Guid author)
    {
        var task = new ContactTask { Key = "test", ItemId = Open.Id, PersonId = author, Text = "Zeg het hem.", CreatedAt = DateTime.UtcNow };
        Task = task.Id;
        await Site.UseAsync(async (GboDbContext db) =>
        {
            db.Add(task);
            await db.SaveChangesAsync();
            return true;
        });
        await using var scope = Site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IEmailService>().QueueAsync(new EmailMessage { Key = "test", Kind = "test", To = Author, Subject = "Dag", Body = "Dag." });
        var written = scope.ServiceProvider.GetRequiredService<GboDbContext>();
        await written.SaveChangesAsync();
        Mail = await written.Set<OutgoingMail>().Where(m => m.Key == "test").Select(m => m.Id).SingleAsync();
    }
}
