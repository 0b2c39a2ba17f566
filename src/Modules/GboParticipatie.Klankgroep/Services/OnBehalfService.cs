using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using GboParticipatie.Network.Services;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Someone of whom the coach writes down a point.</summary>
public sealed record SpokenFor
{
    /// <summary>Someone of the network: name or e-mail address as typed; null: see <see cref="New"/>.</summary>
    public string? Known { get; init; }

    /// <summary>Someone who is not in the network yet; null with <see cref="Known"/> null: nobody in particular.</summary>
    public PersonDetails? New { get; init; }

    /// <summary>The organisation (of Network) that it comes from, or null.</summary>
    public Guid? OrganisationId { get; init; }

    /// <summary>How it was said: by telephone, on paper, in a talk.</summary>
    public Channel Channel { get; init; }
}

/// <summary>The coach writes down what someone said by telephone, on paper or in a talk. The page checks the permission.</summary>
public sealed class OnBehalfService(GboDbContext db, AgendaItemService items, ProposalAuthors authors, PersonRegister people)
{
    /// <summary>Ways in which someone can have said it.</summary>
    public static IReadOnlyList<Channel> Channels { get; } = [Channel.Phone, Channel.Paper, Channel.Talk];

    /// <summary>Takes in the point, and its author with it: both or neither, and once for each key.</summary>
    /// <param name="proposal">The point; its author is made of <paramref name="author"/>.</param>
    /// <param name="author">Who said it.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RuleException">Nobody is meant, or what was typed cannot be.</exception>
    public async Task<AgendaItem> ProposeAsync(ProposeAgendaItem proposal, SpokenFor author, CancellationToken cancel = default)
    {
        if (!Channels.Contains(author.Channel)) throw new RuleException("Kies hoe je het hoorde.", nameof(author.Channel));
        if (author.OrganisationId is { } id && !await db.Set<Organisation>().AnyAsync(o => o.Id == id, cancel))
            throw new RuleException("Kies een organisatie uit de lijst.", nameof(author.OrganisationId));
        if (author.New is { PreferredChannel: ContactChannel.ViaOrganisation } && author.OrganisationId is null)
            throw new RuleException("Kies via welke organisatie deze persoon het antwoord hoort.", nameof(author.OrganisationId));
        var known = await people.MeantAsync(author.Known, nameof(author.Known), cancel);
        try
        {
            return await db.WriteAsync(c => ProposeAsync(proposal, author, known, c), cancel);
        }
        catch (DbUpdateException)
        {
            // A double tap: the other one was first, and the unique key stopped this one.
            if (await items.FindBySubmissionAsync(proposal.SubmissionKey, cancel) is { } first) return first;
            throw;
        }
    }

    private async Task<AgendaItem> ProposeAsync(ProposeAgendaItem proposal, SpokenFor author, Guid? known, CancellationToken cancel)
    {
        if (await items.FindBySubmissionAsync(proposal.SubmissionKey, cancel) is { } first) return first;
        if (known is null && author.New is { } details)
        {
            // The key of the form is that of the person too: sent twice, there is one.
            known = proposal.SubmissionKey;
            await people.AddAsync(known.Value, details, author.OrganisationId, cancel);
            await db.SaveChangesAsync(cancel);
        }

        return await items.ProposeAsync(proposal with { Author = authors.OnBehalf(known, author.OrganisationId, author.Channel) }, cancel);
    }
}
