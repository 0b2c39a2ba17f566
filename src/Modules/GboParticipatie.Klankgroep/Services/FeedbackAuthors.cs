using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using GboParticipatie.Network.Services;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Says who tells something. For who gives no name, nothing here is asked: see <see cref="FeedbackAuthor.Anonymous"/>.</summary>
public sealed class FeedbackAuthors(PersonService people, Viewers viewers)
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

    private static string? Line(string? typed, string field, int length) => TypedText.Optional(typed?.ReplaceLineEndings(" "), field, length);
}
