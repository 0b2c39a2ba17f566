using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Links;
using GboParticipatie.Network.Models;
using GboParticipatie.Settings;
using GboParticipatie.Time;
using GboParticipatie.Users;
using Channel = GboParticipatie.Klankgroep.Models.Channel;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>A small region: a klankgroep that forwards to a stuurgroep, a coach, an organisation and people.</summary>
internal sealed class World : IAsyncDisposable
{
    private World(TestSite site) => Site = site;

    public const string Coach = "coach-1";

    public TestSite Site { get; }

    public Guid Group { get; private set; }

    public Guid Body { get; private set; }

    public Guid Organisation { get; private set; }

    public Guid Author { get; private set; }

    public Guid Chair { get; private set; }

    public TestTime Time => Site.Time;

    public DateOnly Today => BrusselsTime.Today(Site.Time);

    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<FixedSettings>();
        services.AddSingleton<ISiteService>(s => s.GetRequiredService<FixedSettings>());
        services.AddSingleton<IUserDirectory, OneCoach>();
        services.AddSingleton<ISignedLinks, TestLinks>();
        new GboParticipatie.Network.Startup().ConfigureServices(services);
        new GboParticipatie.Klankgroep.Startup().ConfigureServices(services);
    }

    public static async Task<World> CreateAsync(DatabaseFixture databases, Db kind, Action<IServiceCollection>? more = null)
    {
        var world = new World(await databases.CreateAsync(kind, services =>
        {
            AddServices(services);
            more?.Invoke(services);
        }));
        await world.FillAsync();
        return world;
    }

    public async ValueTask DisposeAsync() => await Site.DisposeAsync();

    public Task<T> UseAsync<TService, T>(Func<TService, Task<T>> work) where TService : notnull => Site.UseAsync(work);

    public Task<Group> AddGroupAsync(string slug, Action<GroupDetailsBuilder>? change = null)
    {
        var builder = new GroupDetailsBuilder { Slug = slug };
        change?.Invoke(builder);
        return Site.UseAsync((GroupService g) => g.SaveAsync(builder.Build()));
    }

    public Task<Session> AddSessionAsync(int daysAhead, Guid? group = null, bool announce = true) => Site.InScopeAsync(async services =>
    {
        var sessions = services.GetRequiredService<SessionService>();
        var start = BrusselsTime.ToUtc(Today.AddDays(daysAhead).ToDateTime(new TimeOnly(14, 0)));
        var session = await sessions.CreateAsync(new CreateSession(group ?? Group, new SessionDetails { Title = "Klankgroep", StartsAt = start, EndsAt = start.AddHours(2) }));
        return announce ? await sessions.AnnounceAsync(session.Id) : session;
    });

    public ProposeAgendaItem Proposal(string description = "De bus rijdt maar om de twee uur.", Action<ProposalBuilder>? change = null)
    {
        var builder = new ProposalBuilder
        {
            GroupId = Group,
            Description = description,
            Author = new ProposalAuthor { PersonId = Author, OrganisationId = Organisation, Channel = Channel.Web, IsConfirmed = true },
        };
        change?.Invoke(builder);
        return builder.Build();
    }

    public Task<AgendaItem> ProposeAsync(string description = "De bus rijdt maar om de twee uur.", Action<ProposalBuilder>? change = null)
        => Site.UseAsync((AgendaItemService s) => s.ProposeAsync(Proposal(description, change)));

    public Task<Answer> ForwardAsync(Guid item, Action<ForwardBuilder>? change = null)
    {
        var builder = new ForwardBuilder { ItemId = item };
        change?.Invoke(builder);
        return Site.UseAsync((AgendaItemService s) => s.ForwardAsync(builder.Build()));
    }

    public Task<Answer> GiveAsync(Guid answer, Decision decision = Decision.WillDo) => Site.UseAsync((AnswerService s) => s.GiveAsync(new GiveAnswer
    {
        AnswerId = answer,
        Decision = decision,
        Why = "Het klopt.",
        WhatHappens = "We doen het.",
        ByWhen = Today.AddDays(30),
        AnsweredByPersonId = Chair,
    }));

    /// <summary>The point as it is stored, and a check that what is stored for lists equals what is derived.</summary>
    public async Task<AgendaItem> ReadAsync(Guid item)
    {
        var read = await Site.UseAsync((AgendaItemService s) => s.FindAsync(item));
        Assert.Equal(read!.DeriveStatus(), read.Status);
        Assert.Equal(read.DeriveDueOn(), read.DueOn);
        return read;
    }

    public Task<List<string>> EventsAsync(Guid stream) => Site.DataAsync(db => db.Set<GboParticipatie.Data.Outbox.OutboxMessage>()
        .Where(m => m.StreamId == stream).OrderBy(m => m.Position).Select(m => m.Type).ToListAsync());

    public Task<Guid> AddPersonAsync(string name, Guid? organisation = null, Guid? group = null, MandateRole role = MandateRole.Member, string? userId = null)
        => Site.DataAsync(async db =>
        {
            var person = new Person { Name = name, Email = $"{Guid.NewGuid():N}@zolim.example", UserId = userId };
            db.Add(person);
            if (organisation is { } o) db.Add(new Membership { PersonId = person.Id, OrganisationId = o, From = new DateOnly(2020, 1, 1) });
            if (group is { } g) db.Add(new Mandate { PersonId = person.Id, GroupId = g, From = new DateOnly(2020, 1, 1), Role = role });
            await db.SaveChangesAsync();
            return person.Id;
        });

    private async Task FillAsync()
    {
        Organisation = await Site.DataAsync(async db =>
        {
            var organisation = new Organisation { Slug = "buurtwerk", Name = "Buurtwerk Tongeren", Kind = OrganisationKind.Doelgroeporganisatie };
            db.Add(organisation);
            await db.SaveChangesAsync();
            return organisation.Id;
        });
        Body = (await AddGroupAsync("stuurgroep", g => (g.Name, g.NameInText, g.Kind, g.AcceptsItems, g.Readers) = ("Stuurgroep GBO", "de stuurgroep", GroupKind.Stuurgroep, false, GroupReaders.Members))).Id;
        Group = (await AddGroupAsync("klankgroep", g => (g.Name, g.ForwardsTo, g.Organisations) = ("Klankgroep", Body, [Organisation]))).Id;
        Author = await AddPersonAsync("Fatima", Organisation);
        Chair = await AddPersonAsync("Marleen", null, Body, MandateRole.Chair);
    }

    /// <summary>Settings that the test may set.</summary>
    internal sealed class FixedSettings : ISiteService
    {
        private readonly Dictionary<Type, object> _settings = [];

        public Task<T> GetAsync<T>(CancellationToken cancel = default) where T : class, new()
            => Task.FromResult(_settings.TryGetValue(typeof(T), out var known) ? (T)known : new T());

        public Task SetAsync<T>(T settings, CancellationToken cancel = default) where T : class, new()
        {
            _settings[typeof(T)] = settings;
            return Task.CompletedTask;
        }
    }

    private sealed class OneCoach : IUserDirectory
    {
        private static readonly UserSummary An = new(Coach, "coach@zolim.example", "An");

        public Task<UserSummary?> FindByIdAsync(string id, CancellationToken cancel = default) => Task.FromResult(id == Coach ? An : null);

        public Task<IReadOnlyDictionary<string, UserSummary>> FindByIdsAsync(IReadOnlyCollection<string> ids, CancellationToken cancel = default) => throw new NotSupportedException();

        public Task<UserSummary?> FindByEmailAsync(string email, CancellationToken cancel = default)
            => Task.FromResult(email.Equals(An.Email, StringComparison.OrdinalIgnoreCase) ? An : null);

        public Task<IReadOnlyList<UserSummary>> InRoleAsync(string role, CancellationToken cancel = default)
            => Task.FromResult<IReadOnlyList<UserSummary>>(role == RoleNames.Procescoach ? [An] : []);

        public Task<UserSummary> EnsureAsync(string email, string name, IReadOnlyList<string> roles, CancellationToken cancel = default) => throw new NotSupportedException();
    }

    private sealed class TestLinks : ISignedLinks
    {
        private static readonly byte[] Secret = new byte[32];

        public string Create(string purpose, SignedLink link)
        {
            var payload = JsonSerializer.Serialize(link);
            return Convert.ToHexString(Encoding.UTF8.GetBytes(payload)) + "." + Convert.ToHexString(HMACSHA256.HashData(Secret, Encoding.UTF8.GetBytes(purpose + payload)));
        }

        public SignedLink? Read(string purpose, string? token)
        {
            if (token?.Split('.') is not [var payload, _]) return null;
            var link = JsonSerializer.Deserialize<SignedLink>(Convert.FromHexString(payload))!;
            return Create(purpose, link) == token ? link : null;
        }
    }
}

internal sealed class GroupDetailsBuilder
{
    public required string Slug { get; set; }

    public string? Name { get; set; }

    public string NameInText { get; set; } = "";

    public GroupKind Kind { get; set; } = GroupKind.Klankgroep;

    public bool AcceptsItems { get; set; } = true;

    public GroupReaders Readers { get; set; } = GroupReaders.Everyone;

    public Guid? ForwardsTo { get; set; }

    public IReadOnlyList<Guid> Organisations { get; set; } = [];

    public GroupDetails Build() => new()
    {
        Slug = Slug,
        Name = Name ?? Slug,
        NameInText = NameInText,
        Kind = Kind,
        AcceptsItems = AcceptsItems,
        Readers = Readers,
        ForwardsToGroupId = ForwardsTo,
        OrganisationIds = Organisations,
    };
}

internal sealed class ProposalBuilder
{
    public Guid Key { get; set; } = Guid.NewGuid();

    public Guid GroupId { get; set; }

    public required ProposalAuthor Author { get; set; }

    public required string Description { get; set; }

    public string? Title { get; set; }

    public string? Remedy { get; set; }

    public string? LifeDomain { get; set; }

    public Visibility Visibility { get; set; }

    public int? GroupLinkVersion { get; set; }

    public bool RemoveDraft { get; set; }

    public ProposeAgendaItem Build() => new()
    {
        SubmissionKey = Key,
        GroupId = GroupId,
        Author = Author,
        Description = Description,
        Title = Title,
        Remedy = Remedy,
        LifeDomain = LifeDomain,
        Visibility = Visibility,
        GroupLinkVersion = GroupLinkVersion,
        RemoveDraft = RemoveDraft,
    };
}

internal sealed class ForwardBuilder
{
    public Guid ItemId { get; set; }

    public Guid? GroupId { get; set; }

    public Guid? OrganisationId { get; set; }

    public string? Question { get; set; }

    public DateOnly? DueOn { get; set; }

    public bool AuthorAgreed { get; set; }

    public ForwardAgendaItem Build() => new() { ItemId = ItemId, GroupId = GroupId, OrganisationId = OrganisationId, Question = Question, DueOn = DueOn, AuthorAgreed = AuthorAgreed };
}
