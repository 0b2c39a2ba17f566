using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Services;
using GboParticipatie.Users;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Says who brings a point, and whether someone vouches for that.</summary>
public sealed class ProposalAuthors(PersonService people, Viewers viewers, ICurrentUser user)
{
    /// <summary>
    /// Who has signed in. Confirmed when the person sits in the group or belongs to a member organisation of it, or belongs to the
    /// organisation named; someone unknown is welcome too, "niet bevestigd".
    /// </summary>
    /// <param name="groupId">The group.</param>
    /// <param name="organisationId">The organisation that the author speaks for, one of the author's own; null: none, or the typed one.</param>
    /// <param name="typedName">Organisation as typed, or null.</param>
    /// <param name="channel">Web or Api.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RuleException">The author does not belong to that organisation.</exception>
    public async Task<ProposalAuthor> SignedInAsync(
        Guid groupId, Guid? organisationId, string? typedName, Channel channel = Channel.Web, CancellationToken cancel = default)
    {
        var person = await people.EnsureCurrentAsync(cancel);
        var viewer = await viewers.CurrentAsync(cancel);
        if (organisationId is { } organisation && !viewer.OrganisationIds.Contains(organisation))
            throw new RuleException("Kies een organisatie waar je bij hoort.", "OrganisationId");
        return new ProposalAuthor
        {
            PersonId = person.Id,
            OrganisationId = organisationId,
            OrganisationName = OrganisationName(typedName),
            Channel = channel,
            EnteredByUserId = user.Id,
            IsConfirmed = organisationId is not null || viewer.ReadsAll || viewer.GroupIds.Contains(groupId),
        };
    }

    /// <summary>Who has signed in and passes on what someone else said: marked as such, and the answer goes back through them.</summary>
    /// <exception cref="RuleException">The author does not belong to that organisation, or it is no way in which someone can have said it.</exception>
    public async Task<ProposalAuthor> ForAnotherAsync(Guid groupId, Guid? organisationId, string? typedName, Channel channel, CancellationToken cancel = default)
    {
        if (!OnBehalfService.Channels.Contains(channel)) throw new RuleException("Kies hoe je het hoorde.", "OnBehalfChannel");
        return (await SignedInAsync(groupId, organisationId, typedName, channel, cancel)) with { IsForAnother = true };
    }

    /// <summary>Someone who came through a group's link or QR, with the organisation as typed.</summary>
    public static ProposalAuthor ThroughGroupLink(string? typedName)
        => new() { OrganisationName = OrganisationName(typedName), Channel = Channel.GroupLink };

    /// <summary>The coach, or someone of an organisation, types what someone else said. The page checks the permission.</summary>
    /// <param name="personId">Who said it (of Network), or null.</param>
    /// <param name="organisationId">The organisation that it comes from, or null.</param>
    /// <param name="channel">How it was said: by telephone, on paper, at a meeting.</param>
    public ProposalAuthor OnBehalf(Guid? personId, Guid? organisationId, Channel channel)
        => new() { PersonId = personId, OrganisationId = organisationId, Channel = channel, EnteredByUserId = user.Id, IsConfirmed = true };

    private static string? OrganisationName(string? typed) => TypedText.Optional(typed?.ReplaceLineEndings(" "), "OrganisationName", 200);
}
