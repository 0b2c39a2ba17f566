using System.Buffers.Text;
using GboParticipatie.Links;
using GboParticipatie.Web.Users;

namespace GboParticipatie.Tests.Users;

public sealed class SignedLinkTests(DatabaseFixture databases)
{
    private const int Rounds = 200;

    [Theory, AllDatabases]
    public async Task What_was_signed_is_read_back(Db db)
    {
        await using var site = await CreateAsync(db);
        var links = site.Services.GetRequiredService<ISignedLinks>();
        foreach (var (purpose, link) in Samples())
        {
            var token = links.Create(purpose, link);

            Assert.Equal(link, links.Read(purpose, token));
            Assert.True(Base64Url.IsValid(token) && token.Length <= 70 && !token.Contains('='));
        }
    }

    [Fact]
    public async Task A_link_for_another_purpose_is_not_ours()
    {
        await using var site = await CreateAsync(Db.Sqlite);
        var links = site.Services.GetRequiredService<ISignedLinks>();
        foreach (var (purpose, link) in Samples())
        {
            var token = links.Create(purpose, link);

            Assert.Null(links.Read(purpose + "x", token));
            Assert.Null(links.Read(purpose[1..], token));
            Assert.Null(links.Read("", token));
        }
    }

    [Fact]
    public async Task A_token_of_which_anything_is_changed_cut_or_added_is_not_ours()
    {
        await using var site = await CreateAsync(Db.Sqlite);
        var links = site.Services.GetRequiredService<ISignedLinks>();
        var random = new Random(42);
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        foreach (var (purpose, link) in Samples())
        {
            var token = links.Create(purpose, link);
            var place = random.Next(token.Length);
            var other = Alphabet.Where(c => c != token[place]).ElementAt(random.Next(63));

            Assert.Null(links.Read(purpose, token[..place] + other + token[(place + 1)..]));
            Assert.Null(links.Read(purpose, token[..^(1 + random.Next(token.Length))]));
            Assert.Null(links.Read(purpose, token + Alphabet[random.Next(64)]));
            Assert.Null(links.Read(purpose, token + "="));
            Assert.Null(links.Read(purpose, " " + token));
        }
    }

    [Fact]
    public async Task Every_other_last_character_is_refused_also_when_it_stands_for_the_same_bytes()
    {
        await using var site = await CreateAsync(Db.Sqlite);
        var links = site.Services.GetRequiredService<ISignedLinks>();
        var token = links.Create("volg", new SignedLink(Guid.NewGuid(), Guid.Empty, 1));

        var taken = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".Where(c => links.Read("volg", token[..^1] + c) is not null);

        Assert.Equal([token[^1]], taken);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("../../etc/passwd")]
    [InlineData("é")]
    public async Task Nonsense_is_not_ours(string? token)
    {
        await using var site = await CreateAsync(Db.Sqlite);

        Assert.Null(site.Services.GetRequiredService<ISignedLinks>().Read("volg", token));
        Assert.Null(site.Services.GetRequiredService<ISignedLinks>().Read("volg", new string('A', 100_000)));
    }

    [Theory, AllDatabases]
    public async Task Instances_that_start_at_once_share_one_secret(Db db)
    {
        await using var first = await databases.CreateUsersAsync(db);
        await using var second = first.Another(UsersSite.Add);

        var cancel = TestContext.Current.CancellationToken;
        await Task.WhenAll(Task.Run(() => first.Services.PrepareGboUsersAsync(cancel), cancel), Task.Run(() => second.Services.PrepareGboUsersAsync(cancel), cancel));

        var link = new SignedLink(Guid.NewGuid(), Guid.NewGuid(), 3);
        var token = first.Services.GetRequiredService<ISignedLinks>().Create("volg", link);
        Assert.Equal(link, second.Services.GetRequiredService<ISignedLinks>().Read("volg", token));
    }

    [Fact]
    public async Task Two_regions_do_not_read_each_others_links()
    {
        await using var zolim = await CreateAsync(Db.Sqlite);
        await using var zora = await CreateAsync(Db.Sqlite);
        var token = zolim.Services.GetRequiredService<ISignedLinks>().Create("volg", new SignedLink(Guid.NewGuid(), Guid.Empty, 1));

        Assert.Null(zora.Services.GetRequiredService<ISignedLinks>().Read("volg", token));
    }

    private async Task<TestSite> CreateAsync(Db db)
    {
        var site = await databases.CreateUsersAsync(db);
        await site.Services.PrepareGboUsersAsync(TestContext.Current.CancellationToken);
        return site;
    }

    private static IEnumerable<(string Purpose, SignedLink Link)> Samples()
    {
        var random = new Random(7);
        string[] purposes = ["volg", "antwoord", "rsvp", "é"];
        for (var i = 0; i < Rounds; i++)
        {
            var recipient = random.Next(3) == 0 ? Guid.Empty : Guid.NewGuid();
            yield return (purposes[random.Next(purposes.Length)], new SignedLink(Guid.NewGuid(), recipient, random.Next(5) == 0 ? int.MaxValue : random.Next(100)));
        }
    }
}
