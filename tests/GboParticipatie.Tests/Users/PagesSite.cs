using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using GboParticipatie.Email;
using GboParticipatie.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;

namespace GboParticipatie.Tests.Users;

/// <summary>The whole site, with a letter box instead of the mail module and a clock that stands still.</summary>
internal sealed class PagesSite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private PagesSite(WebApplication app, TestTime time, string folder) => (_app, Time, _folder) = (app, time, folder);

    public TestTime Time { get; }

    public IServiceProvider Services => _app.Services;

    public LetterBox Mail => Services.GetRequiredService<LetterBox>();

    public static async Task<PagesSite> CreateAsync(DatabaseFixture databases)
    {
        var folder = TestFolder.Create("pages");
        var time = new TestTime();
        var app = await GboHost.BuildAsync(new GboHostOptions
        {
            Environment = "Development",
            Time = time,
            Settings = new Dictionary<string, string?>
            {
                ["Gbo:Region"] = "zolim",
                ["Gbo:AppData"] = folder,
                // Only the mails that the test asks for: not those about the points of the recipe.
                ["Gbo:Outbox"] = "false",
                ["Logging:LogLevel:Default"] = "Error",
                ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Warning",
                ["ConnectionStrings:Gbo"] = (await databases.CreateDatabaseAsync(Db.Sqlite)).ConnectionString,
            },
            ReplaceServices = services =>
            {
                services.AddSingleton<IServer, TestServer>();
                services.AddSingleton<LetterBox>();
                services.AddScoped<IEmailService>(provider => provider.GetRequiredService<LetterBox>());
            },
        });
        await app.StartAsync();
        return new PagesSite(app, time, folder);
    }

    public HttpClient OpenClient() => _app.GetTestServer().CreateClient();

    public Browser OpenBrowser() => new(_app.GetTestServer().CreateHandler());

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>Opens pages and sends their forms, as a browser without JavaScript does.</summary>
internal sealed class Browser(HttpMessageHandler site, string home = "http://localhost/")
{
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _client = new(site) { BaseAddress = new Uri(home) };

    public string Path { get; private set; } = "";

    public HttpStatusCode Status { get; private set; }

    public IHtmlDocument Page { get; private set; } = new HtmlParser().ParseDocument("");

    public string Text => Page.Body!.TextContent;

    public IReadOnlyList<string> Errors => [.. Page.QuerySelectorAll(".error-summary li").Select(e => e.TextContent)];

    public Task OpenAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    /// <summary>Sends the form with this button, the named fields filled in, and follows where it leads.</summary>
    public Task PressAsync(string button, params (string Name, string Value)[] typed)
    {
        var pressed = Page.QuerySelectorAll<IHtmlButtonElement>("main button").First(b => b.TextContent.Trim().StartsWith(button, StringComparison.Ordinal));
        var form = pressed.Form!;
        var fields = form.QuerySelectorAll<IHtmlInputElement>("input")
            .Where(i => i.Name is not null && typed.All(t => t.Name != i.Name) && (i.Type is not ("checkbox" or "radio") || i.IsChecked))
            .Select(i => (i.Name!, i.Value)).Concat(typed).ToList();
        if (pressed.Name is { Length: > 0 }) fields.Add((pressed.Name, pressed.Value));
        // formaction is relative to the page: "?handler=Again".
        var action = pressed.GetAttribute("formaction") ?? form.GetAttribute("action") ?? "";
        var target = new Uri(new Uri(_client.BaseAddress!, Path), action).PathAndQuery;
        return SendAsync(HttpMethod.Post, target, fields.Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
    }

    private async Task SendAsync(HttpMethod method, string path, IEnumerable<KeyValuePair<string, string>>? fields)
    {
        for (var hop = 0; ; hop++)
        {
            var address = new Uri(_client.BaseAddress!, path);
            using var request = new HttpRequestMessage(method, address) { Content = fields is null ? null : new FormUrlEncodedContent(fields) };
            if (_cookies.GetCookieHeader(address) is { Length: > 0 } cookies) request.Headers.Add("Cookie", cookies);
            using var answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);
            if (answer.Headers.TryGetValues("Set-Cookie", out var set))
                foreach (var cookie in set) _cookies.SetCookies(address, cookie);
            (Path, Status) = (address.PathAndQuery, answer.StatusCode);
            if (answer.Headers.Location is not { } location || hop == 5)
            {
                Page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
                return;
            }

            (method, path, fields) = (HttpMethod.Get, new Uri(address, location).PathAndQuery, null);
        }
    }
}
