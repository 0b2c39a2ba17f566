using System.Collections.Concurrent;
using GboParticipatie.Workflows.Definitions;
using GboParticipatie.Workflows.Models;

namespace GboParticipatie.Workflows.Engine;

/// <summary>Definitions by version. A version never changes, so what is here never goes stale.</summary>
public sealed class DefinitionCache
{
    private const int Most = 500;
    private readonly ConcurrentDictionary<Guid, WorkflowType> _definitions = new();

    /// <summary>The definition of a version.</summary>
    public async Task<WorkflowType> GetAsync(GboDbContext db, Guid versionId, CancellationToken cancel)
    {
        if (_definitions.TryGetValue(versionId, out var known)) return known;
        var json = await db.Set<WorkflowTypeVersion>().Where(v => v.Id == versionId).Select(v => v.Definition).SingleAsync(cancel);
        if (_definitions.Count >= Most) _definitions.Clear();
        return _definitions.GetOrAdd(versionId, WorkflowTypeJson.Read(json));
    }
}
