namespace GboParticipatie.Web.Users.SignIn;

/// <summary>Where someone goes on after signing in: only ever a page of this site.</summary>
public static class LocalPath
{
    private const int Longest = 1500;

    /// <summary>The address if it is a page of this site that one can go on to, otherwise null.</summary>
    public static string? OrNull(string? url)
    {
        if (string.IsNullOrEmpty(url) || url.Length > Longest || url[0] != '/') return null;
        // Browsers read a backslash as a slash and skip control characters, so "/\" and "/<tab>/" lead elsewhere.
        if (url.Length > 1 && url[1] is '/' or '\\') return null;
        if (url.Any(char.IsControl)) return null;
        var path = url.Split('?', '#')[0];
        return IsAt(path, "/inloggen") || IsAt(path, "/uitloggen") ? null : url;
    }

    private static bool IsAt(string path, string page)
        => path.Equals(page, StringComparison.OrdinalIgnoreCase) || path.StartsWith(page + "/", StringComparison.OrdinalIgnoreCase);
}
