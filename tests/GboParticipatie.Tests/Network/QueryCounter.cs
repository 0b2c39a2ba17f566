using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace GboParticipatie.Tests.Network;

/// <summary>Counts the statements that a site sends to its database.</summary>
public sealed class QueryCounter : ILoggerProvider, ILogger
{
    private int _count;

    public int Count => _count;

    public void AddTo(IServiceCollection services) => services.AddLogging(logging => logging
        .AddProvider(this)
        .AddFilter<QueryCounter>(DbLoggerCategory.Database.Command.Name, LogLevel.Information));

    public void Reset() => _count = 0;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id == RelationalEventId.CommandExecuted.Id) Interlocked.Increment(ref _count);
    }

    public void Dispose()
    {
    }
}
