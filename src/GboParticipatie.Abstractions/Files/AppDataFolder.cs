namespace GboParticipatie.Files;

/// <summary>The one folder in which the region keeps files outside the database: SQLite file, mails, exports.</summary>
/// <param name="Path">Absolute path, such as <c>.../App_Data/zolim</c>. It exists.</param>
public sealed record AppDataFolder(string Path)
{
    /// <summary>A folder below it, made when missing.</summary>
    public string Sub(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;
}
