using GboParticipatie.Web.Hosting;

namespace GboParticipatie.Web.CommandLine;

/// <summary>The services of the site for the length of one command; the site itself is not started.</summary>
internal sealed class SiteScope(WebApplication app, AsyncServiceScope scope) : IAsyncDisposable
{
    public IServiceProvider Services => scope.ServiceProvider;

    public static async Task<SiteScope> OpenAsync(GboHostOptions host, CancellationToken cancel)
    {
        var app = await GboHost.BuildAsync(host with { IsCommand = true }, cancel);
        return new SiteScope(app, app.Services.CreateAsyncScope());
    }

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await scope.DisposeAsync();
        await app.DisposeAsync();
    }
}
