namespace GboParticipatie.Modules;

/// <summary>A part of the site that a recipe can switch on or off. Declared in a module's <c>Manifest.cs</c>.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public class FeatureAttribute : Attribute
{
    /// <summary>Unique name, by default that of the assembly, such as <c>GboParticipatie.Klankgroep</c>.</summary>
    public string Id { get; set; } = "";

    /// <summary>What an administrator reads.</summary>
    public string Name { get; set; } = "";

    /// <summary>One sentence on what it does.</summary>
    public string Description { get; set; } = "";

    /// <summary>Heading under which it is listed.</summary>
    public string Category { get; set; } = "";

    /// <summary>Ids of the features that must be on as well. An id that no module declares stops start-up.</summary>
    public string[] Dependencies { get; set; } = [];
}

/// <summary>Marks an assembly as a module. It is itself the module's first feature.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class ModuleAttribute : FeatureAttribute
{
    /// <summary>Who maintains the module.</summary>
    public string Author { get; set; } = "GboParticipatie";

    /// <summary>Semantic version of the module.</summary>
    public string Version { get; set; } = "1.0.0";
}

/// <summary>A start-up class that takes part only when all named features are on.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequireFeaturesAttribute(params string[] featureIds) : Attribute
{
    /// <summary>Ids of the features that must be on.</summary>
    public IReadOnlyList<string> FeatureIds { get; } = featureIds;
}
