namespace GboParticipatie.Klankgroep.Pages;

/// <summary>An address as people type it from paper: without https.</summary>
internal static class TypedAddress
{
    /// <summary>Such as <c>zolim.example/volg</c>.</summary>
    public static string Of(string site, string local)
    {
        var start = site.IndexOf("://", StringComparison.Ordinal);
        return (start < 0 ? site : site[(start + 3)..]) + local;
    }
}
