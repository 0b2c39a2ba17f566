using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using GboParticipatie.Network.Services;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Who told something to the coach, as the coach types it.</summary>
public sealed record TypedTeller
{
    /// <summary>How it was told.</summary>
    public required Channel Channel { get; init; }

    /// <summary>Someone of the network: name or e-mail address as typed; null: see the rest.</summary>
    public string? Known { get; init; }

    /// <summary>Name, or null.</summary>
    public string? Name { get; init; }

    /// <summary>Organisation, or null.</summary>
    public string? OrganisationName { get; init; }

    /// <summary>E-mail address, or null.</summary>
    public string? Email { get; init; }

    /// <summary>Telephone number, or null.</summary>
    public string? Phone { get; init; }

    /// <summary>How the answer goes back; null: by mail, or with number and code.</summary>
    public ContactMeans? Hears { get; init; }
}

/// <summary>Says who tells something. For who gives no name, nothing here is asked: see <see cref="FeedbackAuthor.Anonymous"/>.</summary>
public sealed class FeedbackAuthors(PersonService people, PersonRegister register, Viewers viewers)
{
    /// <summary>Who has signed in.</summary>
    /// <param name="organisationId">The organisation that the author speaks for, one of the author's own; or null.</param>
    /// <param name="channel">Web or Api.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RuleException">The author does not belong to that organisation.</exception>
    public async Task<FeedbackAuthor> SignedInAsync(Guid? organisationId, Channel channel = Channel.Web, CancellationToken cancel = default)
    {
        var person = await people.EnsureCurrentAsync(cancel);
        if (organisationId is { } organisation && !(await viewers.CurrentAsync(cancel)).OrganisationIds.Contains(organisation))
            throw new RuleException("Kies een organisatie waar je bij hoort.", nameof(FeedbackAuthor.OrganisationId));
        return new FeedbackAuthor { PersonId = person.Id, OrganisationId = organisationId, Channel = channel };
    }

    /// <summary>Who says who they are without signing in: any one of the three will do.</summary>
    /// <exception cref="RuleException">Nothing was typed, something is too long, or the address is none.</exception>
    public static FeedbackAuthor Typed(string? name, string? organisation, string? email)
    {
        var author = new FeedbackAuthor
        {
            Name = Line(name, "Name", Person.NameLength),
            OrganisationName = Line(organisation, "OrganisationName", Organisation.NameLength),
            Email = string.IsNullOrWhiteSpace(email) ? null : email.Trim(),
        };
        if (author.Email is { } address && !Person.IsEmail(address))
            throw new RuleException("Dit is geen e-mailadres. Een voorbeeld: naam@organisatie.be", "Email");
        return author is { Name: null, OrganisationName: null, Email: null }
            ? throw new RuleException("Zeg wie je bent: je naam, je organisatie of je e-mailadres. Of kies ‘Zonder naam’.", "Name")
            : author;
    }

    /// <summary>Someone who told it to the coach: of the network, or as the coach types it. The page checks the permission.</summary>
    /// <exception cref="RuleException">Nobody is meant, or what was typed cannot be.</exception>
    public async Task<FeedbackAuthor> ToldToCoachAsync(TypedTeller typed, CancellationToken cancel = default)
    {
        if (!OnBehalfService.Channels.Append(Channel.Meeting).Contains(typed.Channel)) throw new RuleException("Kies hoe je het hoorde.", nameof(typed.Channel));
        if (await register.MeantAsync(typed.Known, nameof(typed.Known), cancel) is { } known) return new FeedbackAuthor { PersonId = known, Channel = typed.Channel };
        var phone = Line(typed.Phone, nameof(typed.Phone), Feedback.PhoneLength);
        if (phone is not null && typed is { Name: null or "", OrganisationName: null or "", Email: null or "" })
            throw new RuleException("Schrijf ook een naam. Een schuilnaam is goed.", nameof(typed.Name));
        var author = Typed(typed.Name, typed.OrganisationName, typed.Email) with { Channel = typed.Channel, Phone = phone, Hears = typed.Hears };
        return author switch
        {
            { Hears: ContactMeans.Phone, Phone: null } => throw new RuleException("Schrijf het telefoonnummer. Zo kan je bellen met het antwoord.", nameof(typed.Phone)),
            { Hears: ContactMeans.Letter, Name: null } => throw new RuleException("Schrijf een naam voor op de brief.", nameof(typed.Name)),
            { Hears: ContactMeans.ViaOrganisation, OrganisationName: null } => throw new RuleException("Schrijf via welke organisatie deze persoon het antwoord hoort.", nameof(typed.OrganisationName)),
            _ => author,
        };
    }

    private static string? Line(string? typed, string field, int length) => TypedText.Optional(typed?.ReplaceLineEndings(" "), field, length);
}
