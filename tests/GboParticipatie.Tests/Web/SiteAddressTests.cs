using GboParticipatie.Notifications.Models;
using GboParticipatie.Settings;
using GboParticipatie.Web.CommandLine;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;

namespace GboParticipatie.Tests.Web;

/// <summary>Which address stands in mails and on QR-codes.</summary>
public sealed class SiteAddressTests(DatabaseFixture databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void What_was_set_wins_and_configuration_first()
    {
        var own = new SiteSettings { BaseUrl = "https://recept.example/" };

        Assert.Equal("https://ingesteld.example", Address("https://ingesteld.example/", null, "http://localhost:5111").Of(own));
        Assert.Equal("https://recept.example", Address(null, null, "http://localhost:5111").Of(own));
        Assert.Null(Address(null, null, "http://localhost:5111").Set(new SiteSettings()));
    }

    [Theory]
    [InlineData("http://localhost:5111", "http://localhost:5111")]
    [InlineData("http://127.0.0.1:5111", "http://127.0.0.1:5111")]
    [InlineData("http://0.0.0.0:5111", "http://localhost:5111")]
    [InlineData("http://[::]:5111", "http://localhost:5111")]
    [InlineData("http://+:5111", "http://localhost:5111")]
    [InlineData("http://*:5111", "http://localhost:5111")]
    [InlineData("https://gbo.example:443", "https://gbo.example")]
    [InlineData("http://unix:/tmp/gbo.sock", "http://localhost:5080")]
    [InlineData("http://127.0.0.1:0", "http://localhost:5080")]
    public void Nothing_set_means_where_the_site_listens_or_will(string listening, string address)
    {
        Assert.Equal(address, Address(null, urls: null, listening).Of(new SiteSettings()));
        Assert.Equal(address, Address(null, urls: listening).Of(new SiteSettings()));
    }

    [Fact]
    public void Where_the_site_really_listens_goes_before_where_it_was_told_to()
        => Assert.Equal("http://localhost:5112", Address(null, "http://localhost:5111;http://localhost:5113", "http://localhost:5112").Of(new SiteSettings()));

    [Fact]
    public void A_command_without_any_address_uses_the_usual_one() => Assert.Equal("http://localhost:5080", Address(null, null).Of(new SiteSettings()));

    [Fact]
    public async Task Two_regions_each_on_a_port_of_their_own_mail_links_to_themselves()
    {
        await using var one = await RunningSite.StartAsync(await databases.CreateDatabaseAsync(Db.Sqlite));
        await using var two = await RunningSite.StartAsync(await databases.CreateDatabaseAsync(Db.Sqlite));

        var mails = new[] { await LinkOfInvitationAsync(one), await LinkOfInvitationAsync(two) };

        Assert.Equal([$"{one.App.Urls.First()}/inloggen", $"{two.App.Urls.First()}/inloggen"], mails);
        Assert.NotEqual(mails[0], mails[1]);
    }

    [Theory]
    [InlineData("Development", "", "goed    adres", "http://localhost:5080")]
    [InlineData("Production", "", "let op  adres", "Gbo__BaseUrl")]
    [InlineData("Production", "https://gbo.example", "goed    adres", "https://gbo.example")]
    [InlineData("Production", "gbo.example", "FOUT    adres", "geen adres van een site")]
    public async Task The_doctor_looks_at_the_address(string environment, string set, string mark, string text)
    {
        var options = RunningSite.Options(await databases.CreateDatabaseAsync(Db.Sqlite), RunningSite.RecipeFolder(), "test", ("Gbo:BaseUrl", set));
        await using (await GboParticipatie.Web.Hosting.GboHost.BuildAsync(options, Cancel))
        {
        }

        var output = new StringWriter();
        await GboCommandLine.RunAsync(["doctor"], output, new StringWriter(), options with { Environment = environment }, Cancel);

        var line = Assert.Single(output.ToString().Split('\n'), l => l.Contains(" adres ", StringComparison.Ordinal));
        Assert.StartsWith(mark, line, StringComparison.Ordinal);
        Assert.Contains(text, line, StringComparison.Ordinal);
    }

    private static async Task<string> LinkOfInvitationAsync(RunningSite site)
    {
        await using var scope = site.App.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var mail = new OutgoingMail { Id = Guid.NewGuid(), Key = "test", Kind = "test", To = "an@test.example", Subject = "Dag", Body = "Dag", ActionText = "Naar Inloggen", ActionUrl = "/inloggen", MessageId = "1@test.example" };
        var content = services.GetRequiredService<GboParticipatie.Notifications.Services.Mail.MailRenderer>()
            .Render(mail, await services.GetRequiredService<ISiteService>().GetAsync<SiteSettings>(Cancel));
        return content.Text.Split('\n').Select(l => l.Trim()).First(l => l.EndsWith("/inloggen", StringComparison.Ordinal)).Split(' ')[^1];
    }

    private static SiteAddress Address(string? set, string? urls, params string[] listening)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Gbo:BaseUrl", set), KeyValuePair.Create("urls", urls)]).Build();
        return new SiteAddress(configuration, listening.Length > 0 ? new Listening(listening) : null);
    }

    private sealed class Listening : IServer
    {
        public Listening(string[] addresses)
        {
            var feature = new ServerAddressesFeature();
            foreach (var address in addresses) feature.Addresses.Add(address);
            Features.Set<IServerAddressesFeature>(feature);
        }

        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken) where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
