namespace GboParticipatie.Bench;

/// <summary>What to measure, and how long.</summary>
/// <param name="IsQuick">Fewer rounds and a tenth of the points.</param>
/// <param name="Only">The only part to run, or null for all.</param>
/// <param name="SiteFolder">Where the published site is.</param>
internal sealed record BenchOptions(bool IsQuick, string? Only, string SiteFolder)
{
    /// <summary>How many points the large region has.</summary>
    public int ManyPoints => IsQuick ? 10_000 : 100_000;

    /// <summary>How many points the small region has.</summary>
    public int FewPoints => 1_000;

    /// <summary>True when this part is to be run.</summary>
    public bool Runs(string part) => Only is null || Only == part;

    public static BenchOptions? Parse(string[] args)
    {
        var (quick, only, site) = (false, (string?)null, Path.Combine(AppContext.BaseDirectory, "site"));
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--quick": quick = true; break;
                case "--only" when i + 1 < args.Length && args[i + 1] is "pages" or "desk" or "proposals" or "start": only = args[++i]; break;
                case "--site" when i + 1 < args.Length: site = Path.GetFullPath(args[++i]); break;
                default: return null;
            }
        }

        return new BenchOptions(quick, only, site);
    }
}
