using System.Net.Mail;
using GboParticipatie.Settings;
using Microsoft.Extensions.Options;

namespace GboParticipatie.Notifications.Services.Mail;

/// <summary>In whose name the site writes: sender, domain and address of the site, from configuration and region settings.</summary>
public sealed class MailIdentity(IOptions<MailOptions> options, SiteAddress address)
{
    /// <summary>Address that mails come from.</summary>
    public string From(SiteSettings site)
    {
        if (options.Value.Smtp.From.Length > 0) return options.Value.Smtp.From;
        if (site.MailFrom.Length > 0) return site.MailFrom;
        return "gbo@" + Host(site);
    }

    /// <summary>Domain of the Message-ID: that of the sender.</summary>
    public string Domain(SiteSettings site) => MailAddress.TryCreate(From(site), out var from) ? from.Host : Host(site);

    /// <summary>Makes an address absolute: a local one gets the address of the site in front.</summary>
    public string Absolute(SiteSettings site, string url) => url.StartsWith('/') ? address.Of(site) + url : url;

    private string Host(SiteSettings site) => Uri.TryCreate(address.Of(site), UriKind.Absolute, out var url) ? url.Host : "localhost";
}
