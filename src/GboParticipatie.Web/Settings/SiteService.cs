using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using GboParticipatie.Data;
using GboParticipatie.Data.Settings;
using GboParticipatie.Modules;
using GboParticipatie.Recipes;
using GboParticipatie.Settings;
using Microsoft.EntityFrameworkCore;

namespace GboParticipatie.Web.Settings;

/// <summary>Settings as this process last read them. Other instances' changes are seen after at most <see cref="Keep"/>.</summary>
public sealed class SettingsCache(TimeProvider time)
{
    /// <summary>How long settings are kept without looking again.</summary>
    public static readonly TimeSpan Keep = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Type, (object Settings, DateTimeOffset Until)> _entries = new();
    private int _generation;

    /// <summary>Raised at each change: what was read before a change is not kept after it.</summary>
    public int Generation => Volatile.Read(ref _generation);

    /// <summary>The settings as last read, or null when they must be read.</summary>
    public object? Find(Type type)
        => _entries.TryGetValue(type, out var entry) && entry.Until > time.GetUtcNow() ? entry.Settings : null;

    /// <summary>Keeps what was read, unless settings were changed since.</summary>
    public void Put(Type type, object settings, int generation)
    {
        if (generation == Generation) _entries[type] = (settings, time.GetUtcNow() + Keep);
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        Interlocked.Increment(ref _generation);
        _entries.Clear();
    }
}

/// <summary>Settings of the region: one JSON document per type.</summary>
public sealed class SiteService(GboDbContext db, SettingsCache cache) : ISiteService
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // What is stored is read as it is. A property that a newer version wrote does not stop an older one that still runs beside it,
    // and what should never have been stored can be set right.
    private static readonly JsonSerializerOptions Tolerant = new(Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        RespectNullableAnnotations = false,
    };

    /// <inheritdoc />
    public async Task<T> GetAsync<T>(CancellationToken cancel = default) where T : class, new()
    {
        // Inside a transaction what was set a moment ago must be seen, and must not be kept for others.
        if (db.IsWriting) return (T)Parse(typeof(T), (await FindAsync(typeof(T), cancel))?.Json);
        if (cache.Find(typeof(T)) is T known) return known;
        var generation = cache.Generation;
        var name = typeof(T).Name;
        var json = await db.Set<SettingsDocument>().AsNoTracking().Where(s => s.Name == name).Select(s => s.Json).SingleOrDefaultAsync(cancel);
        var settings = (T)Parse(typeof(T), json);
        cache.Put(typeof(T), settings, generation);
        return settings;
    }

    /// <inheritdoc />
    public Task SetAsync<T>(T settings, CancellationToken cancel = default) where T : class, new() => StoreAsync(typeof(T), settings, cancel);

    /// <summary>Sets the properties that are given and leaves the others as they are.</summary>
    /// <exception cref="JsonException">A property is unknown or has a value that does not fit.</exception>
    public async Task MergeAsync(Type type, JsonObject properties, CancellationToken cancel)
    {
        var document = await FindAsync(type, cancel);
        var merged = JsonSerializer.SerializeToNode(Parse(type, document?.Json), type, Tolerant)!.AsObject();
        foreach (var (name, value) in properties)
        {
            if (!merged.ContainsKey(name)) throw new JsonException($"{type.Name} heeft geen eigenschap '{name}'. Wel: {string.Join(", ", merged.Select(p => p.Key))}.");
            merged[name] = value?.DeepClone();
        }

        await StoreAsync(type, Read(merged, type), cancel);
    }

    private static object Read(JsonObject json, Type type)
    {
        try
        {
            return json.Deserialize(type, Options)!;
        }
        catch (JsonException problem)
        {
            throw new JsonException(WrongJson.Explain(problem, json, type), problem);
        }
    }

    /// <summary>Settings as they are stored.</summary>
    /// <exception cref="JsonException">They cannot be read.</exception>
    internal static T Read<T>(string json) where T : class => JsonSerializer.Deserialize<T>(json, Tolerant)!;

    private static object Parse(Type type, string? json)
        => json is null ? Activator.CreateInstance(type)! : JsonSerializer.Deserialize(json, type, Tolerant)!;

    private async Task StoreAsync(Type type, object settings, CancellationToken cancel)
    {
        SettingsRules.Check(settings);
        var json = JsonSerializer.Serialize(settings, type, Options);
        var document = await FindAsync(type, cancel);
        if (document?.Json == json) return;
        if (document is null) db.Add(document = new SettingsDocument { Name = type.Name, Json = json });
        document.Json = json;
        db.AfterCommit(_ =>
        {
            cache.Clear();
            return Task.CompletedTask;
        });
    }

    private ValueTask<SettingsDocument?> FindAsync(Type type, CancellationToken cancel) => db.Set<SettingsDocument>().FindAsync([type.Name], cancel);
}

/// <summary>The settings types of all modules, by name: public classes whose name ends in <c>Settings</c>.</summary>
public sealed class SettingsTypes(Modules.ModuleCatalog catalog)
{
    private readonly ILookup<string, Type> _types = catalog.ModelAssemblies
        .SelectMany(a => AssemblyTypes.Named(a, "Settings"))
        .Where(t => t.GetConstructor([]) is not null)
        .ToLookup(t => t.Name, StringComparer.Ordinal);

    /// <summary>Names of all types.</summary>
    public IEnumerable<string> Names => _types.Select(t => t.Key).Order(StringComparer.Ordinal);

    /// <summary>The type with this name, or null.</summary>
    public Type? Find(string name) => _types[name].SingleOrDefault();
}
