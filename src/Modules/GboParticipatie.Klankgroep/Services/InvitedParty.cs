using System.Linq.Expressions;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Who is invited, how to reach them, and what they said.</summary>
public sealed record InvitedParty
{
    /// <summary>The invitation.</summary>
    public required Guid Id { get; init; }

    /// <summary>The person (of Network), or null for an organisation.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>The organisation (of Network) that the person comes for, or that is invited; or null.</summary>
    public Guid? OrganisationId { get; init; }

    /// <summary>Name of the person, or of the organisation when nobody of it is known.</summary>
    public required string Name { get; init; }

    /// <summary>Organisation that the person comes for, or null.</summary>
    public string? Organisation { get; init; }

    /// <summary>True for a person; false for an organisation.</summary>
    public bool IsPerson { get; init; }

    /// <summary>Mail address, or null.</summary>
    public string? Email { get; init; }

    /// <summary>Telephone number, or null.</summary>
    public string? Phone { get; init; }

    /// <summary>How they want to hear from us.</summary>
    public ContactChannel Channel { get; init; }

    /// <summary>What they said.</summary>
    public InvitationReply Reply { get; init; }

    /// <summary>How many come.</summary>
    public int People { get; init; }

    /// <summary>What they need.</summary>
    public NeedCounts Needs { get; init; } = new();

    /// <summary>Language of the person, or null for an organisation.</summary>
    public string? Language { get; init; }

    /// <summary>Language of the interpreters they asked for, or null: that of the person.</summary>
    public string? InterpreterLanguage { get; init; }

    /// <summary>What they need in words, the interpreter with the language: "1 tolk Arabisch, opvang voor 1 kind".</summary>
    public string NeedsInWords(IStringLocalizer S) => string.Join(", ", Needs.InWords(S, InterpreterLanguage ?? Language));

    /// <summary>True when they answered for another moment or place than the meeting has now.</summary>
    public bool IsOfBefore { get; init; }

    /// <summary>True when they wait for a place.</summary>
    public bool IsWaiting { get; init; }

    /// <summary>On which day they were reminded, or null.</summary>
    public DateOnly? RemindedOn { get; init; }

    /// <summary>Version of their link.</summary>
    public int LinkVersion { get; init; }

    /// <summary>True when a mail reaches them over their own channel; else the coach calls, writes or asks their organisation.</summary>
    public bool GetsMail => Email is not null && Channel == ContactChannel.Email;

    /// <summary>How they hear from us; null: by mail.</summary>
    public ContactMeans? Means => Channel switch
    {
        ContactChannel.Phone => ContactMeans.Phone,
        ContactChannel.Letter => ContactMeans.Letter,
        ContactChannel.ViaOrganisation => ContactMeans.ViaOrganisation,
        _ when Email is not null => null,
        _ => string.IsNullOrEmpty(Phone) ? ContactMeans.ViaOrganisation : ContactMeans.Phone,
    };
}

/// <summary>Reads who is invited.</summary>
public static class InvitedParties
{
    /// <summary>What the person who is invited usually needs, and their language; nothing is known of an organisation.</summary>
    public static async Task<(ParticipationNeeds Needs, string? Language)> UsualNeedsAsync(this GboDbContext db, Invitation invitation, CancellationToken cancel)
        => await db.Set<Person>().Where(p => p.Id == invitation.PersonId).Select(p => new { p.Needs, p.Language }).SingleOrDefaultAsync(cancel) is { } usual
            ? (usual.Needs, usual.Language)
            : (ParticipationNeeds.None, null);

    /// <summary>Invitations of which nobody knows yet whether they come to the meeting as it is now: <see cref="Invitation.IsSilent"/>.</summary>
    public static Expression<Func<Invitation, bool>> IsSilent { get; } = i => i.Reply == InvitationReply.None || i.AskedAgainAt != null;

    /// <summary>Invitations of who comes, perhaps or for sure; who waits for a place does not.</summary>
    public static Expression<Func<Invitation, bool>> IsComing { get; } = i => (i.Reply == InvitationReply.Yes && i.WaitingSince == null) || i.Reply == InvitationReply.Maybe;

    /// <summary>The invitations with names and channels; filter and sort them before.</summary>
    public static IQueryable<InvitedParty> WithNames(this GboDbContext db, IQueryable<Invitation> invitations) =>
        from i in invitations
        from p in db.Set<Person>().Where(p => p.Id == i.PersonId).DefaultIfEmpty()
        from o in db.Set<Organisation>().Where(o => o.Id == i.OrganisationId).DefaultIfEmpty()
        select new InvitedParty
        {
            Id = i.Id,
            PersonId = i.PersonId,
            OrganisationId = i.OrganisationId,
            Name = p != null ? p.Name : o!.Name,
            Organisation = p != null && o != null ? o.Name : null,
            IsPerson = p != null,
            Email = p != null ? p.Email : o!.Email,
            Phone = p != null ? p.Phone : o!.Phone,
            Channel = p != null ? p.PreferredChannel : ContactChannel.Email,
            Reply = i.Reply,
            People = i.People,
            Needs = i.Needs,
            Language = p != null ? p.Language : null,
            InterpreterLanguage = i.InterpreterLanguage,
            IsOfBefore = i.AskedAgainAt != null,
            IsWaiting = i.WaitingSince != null,
            RemindedOn = i.RemindedOn,
            LinkVersion = i.LinkVersion,
        };
}
