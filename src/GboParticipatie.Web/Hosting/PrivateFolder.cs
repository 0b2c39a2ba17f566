namespace GboParticipatie.Web.Hosting;

/// <summary>
/// The folder of the region's own files is for the account that the site runs under alone: the database and mails in it are not
/// for whoever else works on the machine. What lies in a closed folder is closed too, whatever its own mode. Unix only; on Windows
/// the folder has the rights of the one above it.
/// </summary>
internal static class PrivateFolder
{
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes the folder, or closes it when it is there and ours.</summary>
    public static void Ensure(string path)
    {
        Directory.CreateDirectory(path);
        if (OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == Own) return;
        try
        {
            File.SetUnixFileMode(path, Own);
        }
        catch (Exception notOurs) when (notOurs is UnauthorizedAccessException or IOException)
        {
            // Made by someone else for us, or on a disk without modes: doctor says so.
        }
    }

    /// <summary>True when others on the machine can look into it.</summary>
    public static bool IsOpen(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~Own) != UnixFileMode.None;
}
