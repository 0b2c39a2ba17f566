using System.Collections.Concurrent;
using System.Diagnostics;
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
