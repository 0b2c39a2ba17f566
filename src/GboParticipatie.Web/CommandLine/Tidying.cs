using System.Runtime.InteropServices;

namespace GboParticipatie.Web.CommandLine;

/// <summary>
/// Gives memory back while the site rests. The collector works when something is asked for; a site that few people visit would else
/// keep what its start, or a busy hour, left behind.
/// </summary>
internal static partial class Tidying
{
    // Less than this between two looks, and hardly anyone is there; less than that since the last time, and it is not worth the pause of
    // some thirty milliseconds. By itself the collector waits until what was made fills the processor's cache: tens of megabytes.
    private const long Quiet = 8 << 20;
    private const long Worth = 2 << 20;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(CancellationToken stopping)
    {
        var (seen, tidied) = (0L, 0L);
        while (!stopping.IsCancellationRequested)
        {
            await Task.Delay(Pause, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var allocated = GC.GetTotalAllocatedBytes();
            var isQuiet = allocated - seen < Quiet;
            seen = allocated;
            if (!isQuiet || allocated - tidied < Worth) continue;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            if (OperatingSystem.IsLinux()) TrimNative();
            tidied = allocated;
        }
    }

    // What the runtime and the compiler took from the C library and gave back to it, it keeps for later.
    private static void TrimNative()
    {
        try
        {
            _ = Trim(0);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library than glibc.
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Trim(nuint keep);
}
