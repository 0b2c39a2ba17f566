using System.Security.Cryptography;
using System.Text;

namespace GboParticipatie.Notifications.Models;

/// <summary>The outbox stream of an address: the same for every way of writing the address, and not the address itself.</summary>
public static class RecipientStreams
{
    /// <summary>The stream of mails to this address.</summary>
    public static Guid Of(string address)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes("mail:" + address.Trim().ToLowerInvariant()));
        return new Guid(hash.AsSpan(0, 16));
    }
}
