using GboParticipatie.Data.Outbox;
using GboParticipatie.Localization;
using GboParticipatie.Users;
using GboParticipatie.Web.Localization;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;

namespace GboParticipatie.Tests.Support;

/// <summary>Services on a database of the test's own. Dispose it when done.</summary>
public sealed class TestSite : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private TestSite(ServiceProvider services, GboDatabaseOptions database, TestTime time, TestUser user)
        => (_services, Database, Time, User) = (services, database, time, user);

    public IServiceProvider Services => _services;

    public GboDatabaseOptions Database { get; }

    public TestTime Time { get; }

    public TestUser User { get; }

    /// <summary>Another site on the same database: a second instance, with its own clock unless one is given.</summary>
    public TestSite Another(Action<IServiceCollection>? configure = null) => On(Database, configure, Time);

    public static TestSite On(GboDatabaseOptions database, Action<IServiceCollection>? configure, TestTime? time = null)
    {
        time ??= new TestTime();
        var user = new TestUser();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton<ICurrentUser>(user);
        services.AddSingleton<DutchTexts>().AddSingleton<IStringLocalizerFactory, TextsFactory>().AddSingleton(typeof(IStringLocalizer<>), typeof(StringLocalizer<>));
        services.AddGboData(database, DatabaseFixture.Assemblies);
        configure?.Invoke(services);
        return new TestSite(services.BuildServiceProvider(validateScopes: true), database, time, user);
    }

    /// <summary>Does something in a scope of its own.</summary>
    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    /// <summary>Does something in a scope of its own.</summary>
    public async Task InScopeAsync(Func<IServiceProvider, Task> work)
    {
        await using var scope = _services.CreateAsyncScope();
        await work(scope.ServiceProvider);
    }

    /// <summary>Uses one service in a scope of its own.</summary>
    public Task<T> UseAsync<TService, T>(Func<TService, Task<T>> work) where TService : notnull
        => InScopeAsync(services => work(services.GetRequiredService<TService>()));

    /// <summary>Uses one service in a scope of its own.</summary>
    public Task UseAsync<TService>(Func<TService, Task> work) where TService : notnull
        => InScopeAsync(services => work(services.GetRequiredService<TService>()));

    /// <summary>Reads or writes the database in a scope of its own.</summary>
    public Task<T> DataAsync<T>(Func<GboDbContext, Task<T>> work) => UseAsync(work);

    /// <summary>Handles all events that are due now.</summary>
    public Task DrainAsync() => _services.GetRequiredService<OutboxDispatcher>().DrainAsync(CancellationToken.None);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
