using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace GboParticipatie.Tests.Web;

/// <summary>Keeps every line with its values, its scopes and its exception.</summary>
internal sealed class SiteLog : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<string> _lines = new();
    private IExternalScopeProvider? _scopes;

    public IReadOnlyList<string> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Writer(SiteLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => log._scopes?.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs.Select(p => p.Value)) : "";
            var scopes = new List<string>();
            log._scopes?.ForEachScope((scope, all) => all.Add(scope is IEnumerable<KeyValuePair<string, object?>> pairs ? $"{scope} {string.Join(' ', pairs)}" : $"{scope}"), scopes);
            log._lines.Enqueue($"{category}: {formatter(state, exception)} {values} {string.Join(' ', scopes)} {exception}");
        }
    }
}
