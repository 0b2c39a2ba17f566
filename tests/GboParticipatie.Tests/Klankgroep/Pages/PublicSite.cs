using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Users;
using GboParticipatie.Web.Hosting;
using GboParticipatie.Web.Users.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>One real site per database for all tests of pages, filled from the recipe of ZOLim.</summary>
public sealed class PublicSites(DatabaseFixture databases) : IAsyncLifetime
{
    private readonly Dictionary<Db, PublicSite> _sites = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async Task<PublicSite> GetAsync(Db kind)
    {
        if (!_sites.TryGetValue(kind, out var site)) _sites[kind] = site = await PublicSite.StartAsync(await databases.CreateDatabaseAsync(kind));
        return site;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var site in _sites.Values) await site.DisposeAsync();
    }
}

/// <summary>The real host, as people reach it.</summary>
public sealed class PublicSite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private PublicSite(WebApplication app, string folder) => (_app, _folder) = (app, folder);

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>The services of the site.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Starts a site, with all that works in the background.</summary>
    /// <param name="database">Its database: of its own, or of another site beside it.</param>
    /// <param name="time">The clock; null: the real one.</param>
    /// <param name="replace">Replaces or adds services.</param>
    /// <param name="settings">Configuration that wins.</param>
    public static async Task<PublicSite> StartAsync(
        GboDatabaseOptions database, TimeProvider? time = null, Action<IServiceCollection>? replace = null, params (string Key, string Value)[] settings)
    {
        var folder = TestFolder.Create("pages");
        var all = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ConnectionStrings:Gbo"] = database.ConnectionString,
            ["Gbo:AppData"] = folder,
            ["Gbo:Region"] = "zolim",
            ["Gbo:BackgroundTasksAfter"] = "0",
            ["Gbo:Recipes"] = Path.Combine(TestFolder.Repository, "recipes"),
            ["Logging:LogLevel:Default"] = "Warning",
            ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Warning",
        };
        foreach (var (key, value) in settings) all[key] = value;
        var app = await GboHost.BuildAsync(new GboHostOptions
        {
            Arguments = ["--urls", "http://127.0.0.1:0"],
            Environment = "Development",
            Time = time,
            ReplaceServices = replace,
            Settings = all,
            MapMore = more => more.MapPost("/test/inloggen", async (string email, IUserDirectory users, GboDbContext db, BrowserSignIn browser) =>
            {
                var user = await users.EnsureAsync(email, "", []);
                await browser.SignInAsync(user.Id, (await db.Users.SingleAsync(u => u.Id == user.Id)).SecurityStamp ?? "", ownDevice: false);
            }).Public("test"),
        });
        await app.StartAsync();
        return new PublicSite(app, folder);
    }

    /// <summary>A browser without cookies.</summary>
    public Browser NewBrowser() => new(Address);

    /// <summary>Uses one service in a scope of its own.</summary>
    public async Task<T> UseAsync<TService, T>(Func<TService, Task<T>> work) where TService : notnull
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>Local address of the link of a group.</summary>
    public async Task<string> GroupLinkAsync(string slug = "overkoepelende-klankgroep")
    {
        var group = await UseAsync((GroupService g) => g.FindBySlugAsync(slug));
        var address = await UseAsync((GroupLinks l) => Task.FromResult(l.AddressOf(group!)));
        return address ?? await LinkOfAsync((await UseAsync((GroupService g) => g.RenewLinkAsync(group!.Id))).Id);

        async Task<string> LinkOfAsync(Guid id)
        {
            var renewed = await UseAsync((GroupService g) => g.FindAsync(id));
            return (await UseAsync((GroupLinks l) => Task.FromResult(l.AddressOf(renewed!))))!;
        }
    }

    /// <summary>Local address to answer a question, for the person with this address.</summary>
    public async Task<string> AnswerLinkAsync(GboParticipatie.Klankgroep.Models.Answer answer, string email)
    {
        var normalized = Person.Normalize(email);
        var person = await UseAsync((GboDbContext db) => db.Set<Person>().SingleAsync(p => p.NormalizedEmail == normalized));
        return await UseAsync((PointLinks l) => Task.FromResult(l.ToAnswer(answer, person.Id)));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // A file of the scheduler may still be open for a moment.
        }
    }
}

/// <summary>What a person does with a browser without script: open, fill in, press a button.</summary>
public sealed class Browser(Uri site, params (string Name, string Value)[] headers)
{
    private readonly CookieContainer _cookies = new();
    private HttpClient? _client;

    public HttpStatusCode Status { get; private set; }

    public string Path { get; private set; } = "";

    public IHtmlDocument Page { get; private set; } = default!;

    public string Heading => Text("h1");

    public string Errors => Page.QuerySelector(".error-summary")?.TextContent.Trim() ?? "";

    private HttpClient Client => _client ??= NewClient();

    public string Text(string selector) => Page.QuerySelector(selector)?.TextContent.Trim() ?? "";

    public string ValueOf(string field) => Page.QuerySelector($"[name='{field}']") switch
    {
        IHtmlTextAreaElement area => area.Value,
        IHtmlInputElement input => input.Value,
        _ => "",
    };

    /// <summary>The message that stands at this field, or empty.</summary>
    public string ErrorAt(string field)
        => Page.QuerySelector($"[name='{field}'], [name='{field}.Day']")?.Closest(".field")?.QuerySelector(".message")?.TextContent.Trim() ?? "";

    /// <summary>What its cookies hold.</summary>
    public IReadOnlyList<string> CookieValues => [.. _cookies.GetAllCookies().Select(c => c.Value).Where(v => v.Length > 20)];

    public string? Chosen(string field) => Page.QuerySelector($"[name='{field}'][checked]")?.GetAttribute("value");

    public async Task<Browser> OpenAsync(string path) => await ReadAsync(await Client.GetAsync(path));

    /// <summary>A file, as text, with the kind that the site says it is.</summary>
    public async Task<(string? MediaType, string Text)> DownloadAsync(string path)
    {
        using var response = await Client.GetAsync(path);
        return (response.Content.Headers.ContentType?.MediaType, System.Text.Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync()));
    }

    public Task<byte[]> BytesAsync(string path) => Client.GetByteArrayAsync(path);

    public async Task SignInAsync(string email) => (await Client.PostAsync($"/test/inloggen?email={Uri.EscapeDataString(email)}", null)).EnsureSuccessStatusCode();

    /// <summary>The cookies of this browser, for another address of the same site.</summary>
    public Browser At(Uri other)
    {
        var same = new Browser(other);
        foreach (Cookie cookie in _cookies.GetAllCookies()) same._cookies.Add(other, new Cookie(cookie.Name, cookie.Value, cookie.Path));
        return same;
    }

    public void ForgetCookies(params string[] keep)
    {
        foreach (Cookie cookie in _cookies.GetAllCookies())
            if (!keep.Contains(cookie.Name)) cookie.Expired = true;
    }

    /// <summary>The form on the page as it would be sent, with these fields filled in.</summary>
    public Dictionary<string, string> Filled(params (string Name, string Value)[] fields)
    {
        var values = Form().QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().GroupBy(i => i.Name!).ToDictionary(g => g.Key, g => g.Last().Value);
        foreach (var choice in Form().QuerySelectorAll("input[checked]").OfType<IHtmlInputElement>()) values[choice.Name!] = choice.Value;
        foreach (var text in Form().QuerySelectorAll("textarea, input[type=text], input[type=email]")) values[text.GetAttribute("name")!] = ValueOf(text.GetAttribute("name")!);
        foreach (var (name, value) in fields) values[name] = value;
        return values;
    }

    /// <summary>Fills in these fields and presses the button with this text; without text the first one.</summary>
    public async Task<Browser> PressAsync(string? button = null, params (string Name, string Value)[] fields)
    {
        var pressed = button is null ? null : Page.QuerySelectorAll("button").Last(b => b.TextContent.Contains(button, StringComparison.Ordinal));
        var address = pressed?.GetAttribute("formaction") ?? Form().GetAttribute("action") ?? Path;
        return await PostAsync(address, Filled(fields));
    }

    public async Task<Browser> PostAsync(string address, Dictionary<string, string> values)
    {
        // As a browser does: an address of a query only is that of the page.
        if (address.StartsWith('?')) address = Path.Split('?')[0] + address;
        using var content = new FormUrlEncodedContent(values);
        return await ReadAsync(await Client.PostAsync(address, content));
    }

    /// <summary>Chooses files in the form on the page and presses the button with this text; or sends to an address.</summary>
    public Task<Browser> SendFilesAsync(string? button, string? address, params (string Name, byte[] Content)[] files) => SendFilesAsync(button, address, Filled(), files);

    /// <summary>Sends files and the form on the page to an address, except this field of it.</summary>
    public Task<Browser> SendFilesWithoutAsync(string field, string address, params (string Name, byte[] Content)[] files)
        => SendFilesAsync(null, address, Filled().Where(v => v.Key != field).ToDictionary(), files);

    /// <summary>Sends these values to an address as a form with files is sent.</summary>
    public Task<Browser> SendFilesWithAsync(string address, Dictionary<string, string> values) => SendFilesAsync(null, address, values, []);

    private async Task<Browser> SendFilesAsync(string? button, string? address, Dictionary<string, string> values, (string Name, byte[] Content)[] files)
    {
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in values) content.Add(new StringContent(value), name);
        foreach (var (name, bytes) in files) content.Add(new ByteArrayContent(bytes), "Upload", name);
        address ??= Page.QuerySelectorAll("button").Last(b => b.TextContent.Contains(button!, StringComparison.Ordinal)).GetAttribute("formaction") ?? Form().GetAttribute("action") ?? Path;
        return await ReadAsync(await Client.PostAsync(address, content));
    }

    /// <summary>What an address gives, with its headers.</summary>
    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(path);

    /// <summary>Sends the same form several times at once, as impatient fingers do.</summary>
    public Task<HttpStatusCode[]> PostAtOnceAsync(string address, Dictionary<string, string> values, int times = 4) => Task.WhenAll(Enumerable.Range(0, times).Select(async _ =>
    {
        using var content = new FormUrlEncodedContent(values);
        using var response = await Client.PostAsync(address, content);
        return response.StatusCode;
    }));

    private HttpClient NewClient()
    {
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = _cookies, AllowAutoRedirect = true }) { BaseAddress = site };
        foreach (var (name, value) in headers) client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        return client;
    }

    private IElement Form() => Page.QuerySelector("main form") ?? throw new InvalidOperationException($"There is no form on {Path}: {Page.Body?.TextContent.Trim()}");

    private async Task<Browser> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            (Status, Path) = (response.StatusCode, response.RequestMessage!.RequestUri!.PathAndQuery);
            var html = await response.Content.ReadAsStringAsync();
            Assert.DoesNotContain("='~/", html, StringComparison.Ordinal);
            Assert.DoesNotContain("=\"~/", html, StringComparison.Ordinal);
            Page = (IHtmlDocument)await BrowsingContext.New(Configuration.Default).OpenAsync(r => r.Content(html));
            return this;
        }
    }
}
