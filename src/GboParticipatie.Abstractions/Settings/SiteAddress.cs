using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace GboParticipatie.Settings;

/// <summary>
/// The address of the site in mails and on paper. What was set wins: configuration <c>Gbo:BaseUrl</c>, then
/// <see cref="SiteSettings.BaseUrl"/>. Otherwise it is where this process serves, or where its configuration says that the site does.
/// </summary>
public sealed class SiteAddress(IConfiguration configuration, IServer? server = null)
{
    /// <summary>Where the site listens when nothing else is configured.</summary>
    public const string Default = "http://localhost:5080";

    /// <summary>Address of the site, without slash at the end.</summary>
    public string Of(SiteSettings site) => (Set(site) ?? Serving() ?? Default).TrimEnd('/');

    /// <summary>The address that someone chose, or null: then the site guesses, which only holds on the machine itself.</summary>
    public string? Set(SiteSettings site)
        => configuration["Gbo:BaseUrl"] is { Length: > 0 } configured ? configured : site.BaseUrl is { Length: > 0 } own ? own : null;

    // Before the server listens, and in a command, there are no addresses yet: then those it was or would be told.
    private string? Serving()
        => (server?.Features.Get<IServerAddressesFeature>()?.Addresses ?? []).Concat((configuration["urls"] ?? "").Split(';'))
            .Select(Reachable).FirstOrDefault(address => address is not null);

    // "Every address of this machine" is no address to send to people. Port 0 is not chosen yet.
    private static string? Reachable(string listening)
    {
        if (string.IsNullOrWhiteSpace(listening) || !listening.Contains("://", StringComparison.Ordinal)) return null;
        var address = BindingAddress.Parse(listening.Trim());
        if (address.IsUnixPipe || address.IsNamedPipe || address.Port == 0) return null;
        var host = address.Host is "0.0.0.0" or "[::]" or "+" or "*" ? "localhost" : address.Host;
        return new UriBuilder(address.Scheme, host, address.Port, address.PathBase).Uri.AbsoluteUri;
    }
}
