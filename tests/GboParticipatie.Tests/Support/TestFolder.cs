using System.Globalization;

namespace GboParticipatie.Tests.Support;

/// <summary>Folders for tests, in memory where the machine has such a place.</summary>
public static class TestFolder
{
    /// <summary>Root of the repository: where the solution file is.</summary>
    public static string Repository { get; } = FindRepository();

    // In memory where there is such a place. All of a run stands in one folder, named after its process, that goes with it.
    private static readonly string Place = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
    private static readonly Lazy<string> Run = new(StartRun);

    /// <summary>A new, empty folder, gone when the tests end.</summary>
    public static string Create(string name) => Directory.CreateDirectory(Path.Combine(Run.Value, $"{name}-{Guid.NewGuid():N}")).FullName;

    private static string StartRun()
    {
        foreach (var left in Directory.GetDirectories(Place, "gbo-tests-*").Where(IsLeft)) Remove(left);
        var run = Directory.CreateDirectory(Path.Combine(Place, $"gbo-tests-{Environment.ProcessId}")).FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Remove(run);
        return run;
    }

    // Of a run that was killed.
    private static bool IsLeft(string folder)
        => int.TryParse(Path.GetFileName(folder)["gbo-tests-".Length..], CultureInfo.InvariantCulture, out var id) && !Directory.Exists($"/proc/{id}") && Directory.Exists("/proc");

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Something still writes there; the next run takes it away.
        }
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "GboParticipatie.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run from within the repository.");
    }
}
