using System.Collections.Concurrent;
using System.Diagnostics;
using GboParticipatie.Tests.Klankgroep.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GboParticipatie.Tests.Web;

/// <summary>What EF Core says of each command, counted for requests of one test alone: other tests and the background work on.</summary>
internal sealed class RequestQueries : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    public const string Header = "X-Count";

    private readonly HttpContextAccessor _http = new();
    private readonly List<IDisposable> _subscriptions = [];

    public RequestQueries() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    public string Key { get; } = Guid.NewGuid().ToString();

    public ConcurrentBag<string> Commands { get; } = [];

    /// <summary>
    /// How many commands the page that is opened last asks. Counted anew, at most twice, while that is more than expected: what is kept for a
    /// minute, such as what a role may do, is read again now and then, and on a busy machine a minute is over soon.
    /// </summary>
    public async Task<int> LeastAsync(int expected, Func<Task<Browser>> openAsync)
    {
        var least = int.MaxValue;
        for (var attempt = 0; attempt < 3 && least > expected; attempt++)
        {
            Commands.Clear();
            var browser = await openAsync();
            Assert.True(browser.Status == System.Net.HttpStatusCode.OK, browser.Path);
            least = Math.Min(least, Commands.Count);
        }

        return least;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name) _subscriptions.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key != RelationalEventId.CommandExecuting.Name || value.Value is not CommandEventData data) return;
        if (_http.HttpContext?.Request.Headers[Header].ToString() == Key) Commands.Add(data.Command.CommandText);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        foreach (var subscription in _subscriptions) subscription.Dispose();
    }
}
