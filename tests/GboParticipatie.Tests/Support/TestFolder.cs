namespace GboParticipatie.Tests.Support;

/// <summary>Folders for tests, in memory where the machine has such a place.</summary>
public static class TestFolder
{
    /// <summary>Root of the repository: where the solution file is.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>A new, empty folder.</summary>
    public static string Create(string name)
    {
        var root = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        return Directory.CreateDirectory(Path.Combine(root, $"gbo-{name}-{Guid.NewGuid():N}")).FullName;
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "GboParticipatie.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run from within the repository.");
    }
}
