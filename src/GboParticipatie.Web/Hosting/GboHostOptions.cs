namespace GboParticipatie.Web.Hosting;

/// <summary>How to build a site: for the server, for a command, for a test.</summary>
public sealed record GboHostOptions
{
    /// <summary>Command-line arguments that are configuration, such as <c>--urls</c>.</summary>
    public string[] Arguments { get; init; } = [];

    /// <summary>Configuration that wins over everything else, such as <c>Gbo:Region</c>.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Name of the environment, or null for that of ASPNETCORE_ENVIRONMENT.</summary>
    public string? Environment { get; init; }

    /// <summary>The clock, or null for the real one.</summary>
    public TimeProvider? Time { get; init; }

    /// <summary>Replaces services after all modules have registered theirs. For tests.</summary>
    public Action<IServiceCollection>? ReplaceServices { get; init; }

    /// <summary>Maps more endpoints after those of the modules. For tests.</summary>
    public Action<WebApplication>? MapMore { get; init; }

    /// <summary>A recipe that is about to be applied: the features that it switches on take part already. Null for none.</summary>
    public string? RecipeToApply { get; init; }

    /// <summary>True to look only: a database that is not up to date stops the build instead of being changed.</summary>
    public bool OnlyLook { get; init; }

    /// <summary>True when only a command runs: logs go to standard error and only warnings, so that output stays readable.</summary>
    public bool IsCommand { get; init; }
}
