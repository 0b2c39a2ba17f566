namespace GboParticipatie.Web.Settings;

/// <summary>Which features are on. Set by the recipe step <c>feature</c>; read before anything else at start-up.</summary>
public sealed record EnabledFeatures
{
    /// <summary>Ids of the features.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];
}
