namespace GboParticipatie.Network.Models;

/// <summary>
/// Someone in the network: a contact, an experience expert, a member of a body. Need not have an account, an e-mail address or a
/// real name. Keys are random, so that they do not tell when someone was added.
/// </summary>
public sealed class Person : IVersioned
{
    /// <summary>Longest name.</summary>
    public const int NameLength = 200;

    /// <summary>Key.</summary>
    public Guid Id { get; init; } = NewId.Random();

    /// <summary>Name, or the name that the person wants to be called by.</summary>
    public required string Name
    {
        get;
        set
        {
            field = value.Trim();
            SearchName = SearchText.Of(field);
        }
    }

    /// <summary>The name as it is searched and sorted: without accents, in capitals.</summary>
    public string SearchName { get; private set; } = "";

    /// <summary>E-mail address, or null: not everyone has one.</summary>
    public string? Email
    {
        get;
        set
        {
            field = string.IsNullOrWhiteSpace(value) ? null : value.Trim();
            NormalizedEmail = Normalize(field);
        }
    }

    /// <summary>The address as it is compared. One person per address.</summary>
    public string? NormalizedEmail { get; private set; }

    /// <summary>Telephone number, or null.</summary>
    public string? Phone { get; set; }

    /// <summary>How this person wants to hear from us.</summary>
    public ContactChannel PreferredChannel { get; set; } = ContactChannel.Email;

    /// <summary>Language the person reads, as a language tag such as <c>nl</c>.</summary>
    public string Language { get; set; } = "nl";

    /// <summary>What the person needs to take part in a meeting.</summary>
    public ParticipationNeeds Needs { get; set; }

    /// <summary>Whether the person is a bridge figure (brugfiguur), and how; null when not.</summary>
    public BridgeFigureKind? BridgeFigure { get; set; }

    /// <summary>True for a bridge figure.</summary>
    public bool IsBridgeFigure => BridgeFigure is not null;

    /// <summary>The account of this person: an opaque id, or null. One person per account.</summary>
    public string? UserId { get; set; }

    /// <summary>Days on which a professional works here; none means: not known, so every working day.</summary>
    public WeekDays WorkingDays { get; set; }

    /// <summary>Who stands in when this person is away, or null.</summary>
    public Guid? DeputyId { get; set; }

    /// <summary>First day of an absence, or null.</summary>
    public DateOnly? AwayFrom { get; set; }

    /// <summary>Last day of that absence, or null: not known yet.</summary>
    public DateOnly? AwayUntil { get; set; }

    /// <inheritdoc />
    public int Version { get; set; }

    /// <summary>The organisations this person belongs or belonged to.</summary>
    public List<Membership> Memberships { get; } = [];

    /// <summary>Takes over what is filled in, which must be right.</summary>
    public void Fill(PersonDetails details)
    {
        Name = details.Name;
        Email = details.Email;
        Phone = details.Phone;
        PreferredChannel = details.PreferredChannel!.Value;
        Language = details.Language;
        Needs = details.Needs;
        BridgeFigure = details.BridgeFigure;
        WorkingDays = details.WorkingDays;
        DeputyId = details.DeputyId;
        AwayFrom = details.AwayFrom;
        AwayUntil = details.AwayUntil;
    }

    /// <summary>True on the days of an absence.</summary>
    public bool IsAwayOn(DateOnly day) => AwayFrom <= day && (AwayUntil is null || AwayUntil >= day);

    /// <summary>True when the text can be an e-mail address. Whether mail arrives, only a mail can tell.</summary>
    public static bool IsEmail(string text)
        => text.Length <= 256 && !text.Any(char.IsWhiteSpace) && System.Net.Mail.MailAddress.TryCreate(text, out var address) && address.Address == text;

    /// <summary>An e-mail address as it is compared, in the same way as accounts do.</summary>
    public static string? Normalize(string? email)
        => string.IsNullOrWhiteSpace(email) ? null : email.Trim().Normalize().ToUpperInvariant();
}
