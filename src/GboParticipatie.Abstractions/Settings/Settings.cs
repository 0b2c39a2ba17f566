using System.ComponentModel.DataAnnotations;
using System.Net.Mail;
using System.Text.Json.Serialization;
using GboParticipatie.Users;

namespace GboParticipatie.Settings;

/// <summary>Settings of the region, as recipes and administrators set them. Stored as one JSON document per type.</summary>
public interface ISiteService
{
    /// <summary>The settings of this type, or their defaults. Read at most a few seconds late on other instances.</summary>
    Task<T> GetAsync<T>(CancellationToken cancel = default) where T : class, new();

    /// <summary>Stores the settings in the current unit of work; the caller saves.</summary>
    Task SetAsync<T>(T settings, CancellationToken cancel = default) where T : class, new();
}

/// <summary>A property of settings that names a role. A recipe that sets it to one that nobody has defined is refused.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NamesRoleAttribute : Attribute;

/// <summary>What the region is called and how it speaks. Recipe step <c>settings</c>, property <c>SiteSettings</c>.</summary>
public sealed record SiteSettings : IValidatableObject
{
    /// <summary>Short name, such as "ZOLim".</summary>
    [Required, StringLength(100)]
    public string RegionName { get; init; } = "GBO";

    /// <summary>Long name, such as "Zuidoost-Limburg".</summary>
    [StringLength(200)]
    public string RegionLongName { get; init; } = "";

    /// <summary>Under the name in the header.</summary>
    [StringLength(200)]
    public string Tagline { get; init; } = "Jouw inbreng in sociale hulp";

    /// <summary>In the footer: who we are.</summary>
    [StringLength(2000)]
    public string FooterText { get; init; } = "";

    /// <summary>For whom the region works, on the home page.</summary>
    [StringLength(500)]
    public string TargetGroup { get; init; } = "";

    /// <summary>What the coach is called: procescoach or procesbegeleider.</summary>
    [Required, StringLength(100)]
    public string CoachTitle { get; init; } = "procescoach";

    /// <summary>Role of the coaches: who gets the work that is nobody's, one mail a day and the overview of all groups.</summary>
    [Required, StringLength(256), NamesRole]
    public string CoachRole { get; init; } = RoleNames.Procescoach;

    /// <summary>Name people read for the coach in mails, such as "An, procescoach".</summary>
    [StringLength(200)]
    public string CoachName { get; init; } = "";

    /// <summary>Address that answers to mails go to.</summary>
    [StringLength(256)]
    public string CoachEmail { get; init; } = "";

    /// <summary>Telephone number of the coach.</summary>
    [StringLength(40)]
    public string CoachPhone { get; init; } = "";

    /// <summary>Address that mails come from.</summary>
    [StringLength(256)]
    public string MailFrom { get; init; } = "";

    /// <summary>Address of the site in mails; empty for where it serves, see <see cref="SiteAddress"/>.</summary>
    [StringLength(300)]
    public string BaseUrl { get; init; } = "";

    /// <summary>Demonstration: secrets in mails stay readable in /beheer/mail.</summary>
    public bool DemoMode { get; init; }

    /// <summary>Who works at the desk needs a second step to sign in: a code of an app on their phone. Off in a demonstration.</summary>
    public bool SecondStepForStaff { get; init; } = true;

    /// <summary>
    /// Languages that visitors may choose beside Dutch, as two letters: <c>["fr"]</c>. None unless a recipe says so; one without
    /// texts of its own is refused.
    /// </summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Primary colour as #rrggbb, or null for the usual petrol. One on which text is not readable is refused: see <see cref="BrandColour"/>.</summary>
    public string? PrimaryColor { get; init; }

    /// <summary>The primary colour with its shades, or null for the usual petrol.</summary>
    [JsonIgnore]
    public BrandColour? Colour => BrandColour.Find(PrimaryColor);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PrimaryColor is not null && BrandColour.Refuse(PrimaryColor) is { } problem) yield return new ValidationResult(problem, [nameof(PrimaryColor)]);
        if (!IsAddress(CoachEmail)) yield return new ValidationResult($"'{CoachEmail}' is geen e-mailadres.", [nameof(CoachEmail)]);
        if (!IsAddress(MailFrom)) yield return new ValidationResult($"'{MailFrom}' is geen e-mailadres.", [nameof(MailFrom)]);
        if (BaseUrl.Length > 0 && !(Uri.TryCreate(BaseUrl, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            yield return new ValidationResult($"'{BaseUrl}' is geen adres van een site, zoals https://gbo.example.", [nameof(BaseUrl)]);
    }

    private static bool IsAddress(string text) => text.Length == 0 || (MailAddress.TryCreate(text, out var address) && address.Address == text);
}
