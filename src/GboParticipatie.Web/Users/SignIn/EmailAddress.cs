using System.Net.Mail;

namespace GboParticipatie.Web.Users.SignIn;

/// <summary>
/// A valid e-mail address. Only ASCII: other letters can look alike or become alike when case is ignored, and an address that
/// looks like someone's must never open that person's account.
/// </summary>
public sealed record EmailAddress
{
    private const int Longest = 254;

    private EmailAddress(string value) => Value = value;

    /// <summary>The address as typed, without spaces around it.</summary>
    public string Value { get; }

    /// <summary>What addresses are compared by.</summary>
    public string Normalized => Value.ToUpperInvariant();

    /// <summary>Reads an address.</summary>
    /// <exception cref="RuleException">It is none; the message belongs to the field <c>Email</c>.</exception>
    public static EmailAddress Parse(string? text)
    {
        var value = text?.Trim() ?? "";
        if (value.Length == 0) throw new RuleException("Vul je e-mailadres in.", "Email");
        return IsValid(value)
            ? new EmailAddress(value)
            : throw new RuleException("Dit e-mailadres klopt niet. Typ het zoals naam@voorbeeld.be.", "Email");
    }

    private static bool IsValid(string value)
    {
        if (value.Length > Longest || value.Any(c => c is <= ' ' or >= '\u007f' or '"' or '<' or '>' or '(' or ')' or ',' or ';' or ':' or '\\')) return false;
        if (!MailAddress.TryCreate(value, out var address) || address.Address != value || address.User.Length > 64) return false;
        var labels = address.Host.Split('.');
        return labels.Length > 1 && labels.All(l => l.Length is > 0 and <= 63 && l.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'));
    }

    /// <inheritdoc />
    public override string ToString() => Value;
}
