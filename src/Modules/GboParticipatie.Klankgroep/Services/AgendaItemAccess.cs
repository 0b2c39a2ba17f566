using System.Linq.Expressions;
using GboParticipatie.Klankgroep.Models;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>
/// Who may read a point, and which name goes with it. The one place for it: pages, API, digests and mails ask here.
/// <para>
/// The coach reads all; the author reads their own. A point for the coach alone is read by nobody else. Another point is read by
/// the members of its group and of the bodies it was forwarded to, from the moment it was sent; and by anyone once it is confirmed
/// and the readers of its group are everyone, and were when it was sent: what the author was told stays true. A point that was declined or withdrawn is no longer read by others than members.
/// </para>
/// </summary>
public static class AgendaItemAccess
{
    /// <summary>The points that the viewer may read, as a filter for a query.</summary>
    public static Expression<Func<AgendaItem, bool>> ReadableBy(Viewer viewer)
    {
        if (viewer.ReadsAll) return item => true;
        var groups = viewer.GroupIds;
        var organisations = viewer.OrganisationIds;
        var person = viewer.PersonId;
        return item =>
            (person != null && item.AuthorPersonId == person)
            || (item.Visibility != Visibility.CoachOnly
                && (groups.Contains(item.GroupId)
                    || item.Answers.Any(a => (a.GroupId != null && groups.Contains(a.GroupId.Value))
                        || (a.OrganisationId != null && organisations.Contains(a.OrganisationId.Value)))
                    || (item.IsConfirmed && item.PromisedReaders == GroupReaders.Everyone && item.Group!.Readers == GroupReaders.Everyone
                        && item.Status != AgendaItemStatus.Declined && item.Status != AgendaItemStatus.Withdrawn)));
    }

    /// <summary>The points that anyone may read.</summary>
    public static Expression<Func<AgendaItem, bool>> ReadableByAnyone { get; } = item =>
        item.Visibility != Visibility.CoachOnly && item.IsConfirmed
        && item.PromisedReaders == GroupReaders.Everyone && item.Group!.Readers == GroupReaders.Everyone
        && item.Status != AgendaItemStatus.Declined && item.Status != AgendaItemStatus.Withdrawn;

    /// <summary>The others.</summary>
    public static Expression<Func<AgendaItem, bool>> NotReadableByAnyone { get; } =
        Expression.Lambda<Func<AgendaItem, bool>>(Expression.Not(ReadableByAnyone.Body), ReadableByAnyone.Parameters);

    /// <summary>
    /// The points that the viewer reads on an agenda. One for the coach alone stands there for the members of its group, and as the text that
    /// its author agreed with: nobody, not even the coach, reads more than that on an agenda, because agendas are printed and passed on.
    /// </summary>
    internal static IQueryable<AgendaItem> OnAgendas(GboDbContext db, Viewer viewer) => Told(db, viewer, toWhoIsAsked: false);

    /// <summary>
    /// The points of which the viewer reads what became of them. Of one for the coach alone the members of its group, and of the bodies that
    /// are asked about it, read the text that its author agreed with and nothing else: whoever shows it must show that.
    /// </summary>
    internal static IQueryable<AgendaItem> ToldTo(GboDbContext db, Viewer viewer) => Told(db, viewer, toWhoIsAsked: true);

    private static IQueryable<AgendaItem> Told(GboDbContext db, Viewer viewer, bool toWhoIsAsked)
    {
        var readable = db.Set<AgendaItem>().AsNoTracking().Where(viewer.UserId is null && viewer.PersonId is null ? ReadableByAnyone : ReadableBy(viewer));
        if (!viewer.ReadsAll && viewer.GroupIds.Count == 0) return readable.Where(i => i.Visibility != Visibility.CoachOnly);
        var (all, groups, ids) = (viewer.ReadsAll, viewer.GroupIds, readable.Select(i => i.Id));
        return db.Set<AgendaItem>().AsNoTracking().Where(i => i.Visibility != Visibility.CoachOnly
            ? ids.Contains(i.Id)
            : (all || groups.Contains(i.GroupId) || (toWhoIsAsked && i.Answers.Any(a => a.GroupId != null && groups.Contains(a.GroupId.Value)))) && db.Set<NeutralText>().Any(n => n.ItemId == i.Id && n.AgreedAt != null));
    }

    /// <summary>True when the viewer may read this point; its group and answers must be loaded.</summary>
    public static bool MayRead(Viewer viewer, AgendaItem item)
    {
        if (viewer.ReadsAll || (viewer.PersonId is { } person && item.AuthorPersonId == person)) return true;
        if (item.Visibility == Visibility.CoachOnly) return false;
        if (viewer.GroupIds.Contains(item.GroupId)) return true;
        if (item.Answers.Exists(a => (a.GroupId is { } g && viewer.GroupIds.Contains(g)) || (a.OrganisationId is { } o && viewer.OrganisationIds.Contains(o))))
            return true;
        return item.IsConfirmed && item.PromisedReaders == GroupReaders.Everyone && item.Group!.Readers == GroupReaders.Everyone
            && item.Status is not (AgendaItemStatus.Declined or AgendaItemStatus.Withdrawn);
    }

    /// <summary>True when the viewer may answer: sits in the body, belongs to the organisation, or owns the question. The coach may always.</summary>
    public static bool MayAnswer(Viewer viewer, Answer answer)
        => viewer.ReadsAll
            || (viewer.PersonId is { } person && answer.OwnerPersonId == person)
            || (answer.GroupId is { } group && viewer.MandateGroupIds.Contains(group))
            || (answer.OrganisationId is { } organisation && viewer.OrganisationIds.Contains(organisation));

    /// <summary>The questions that the viewer may answer, as a filter for a query.</summary>
    public static Expression<Func<Answer, bool>> AnswerableBy(Viewer viewer)
    {
        if (viewer.ReadsAll) return answer => answer.State != AnswerState.Withdrawn;
        var groups = viewer.MandateGroupIds;
        var organisations = viewer.OrganisationIds;
        var person = viewer.PersonId;
        return answer => answer.State != AnswerState.Withdrawn
            && ((person != null && answer.OwnerPersonId == person)
                || (answer.GroupId != null && groups.Contains(answer.GroupId.Value))
                || (answer.OrganisationId != null && organisations.Contains(answer.OrganisationId.Value)));
    }

    /// <summary>
    /// The name that others read with a point: of the organisation, never of a person. "Zonder naam" when the author wants none
    /// or belongs to no organisation; with "(niet bevestigd)" while nobody vouches for a typed name.
    /// </summary>
    /// <param name="visibility">What the author chose.</param>
    /// <param name="organisationName">Name of the author's organisation in Network, or null.</param>
    /// <param name="typedName">Name as typed, or null.</param>
    /// <param name="isConfirmed">Whether someone vouches for the author.</param>
    public static string NameShown(Visibility visibility, string? organisationName, string? typedName, bool isConfirmed, IStringLocalizer S)
    {
        if (visibility != Visibility.WithName) return S["Zonder naam"];
        var name = organisationName ?? typedName;
        if (name is null) return isConfirmed ? S["Zonder naam"] : S["Zonder naam (niet bevestigd)"];
        return isConfirmed ? name : S["{0} (niet bevestigd)", name];
    }

    /// <summary>Who will read it, in words, for the author to see before sending.</summary>
    /// <param name="group">The group it is brought to.</param>
    /// <param name="visibility">The choice.</param>
    /// <param name="coachTitle">What the coach is called in the region.</param>
    /// <param name="forOneself">True when the author speaks for no organisation, so that there is no name to show.</param>
    public static string WhoReads(Group group, Visibility visibility, string coachTitle, IStringLocalizer S, bool forOneself = false)
    {
        if (visibility == Visibility.CoachOnly)
            return S["Alleen de {0} leest dit. Het komt niet op de agenda. De {0} neemt contact op met jou.", coachTitle];
        var readers = group.Readers == GroupReaders.Everyone
            ? S["De leden van {0} en iedereen die deze site bezoekt", group.SpokenName]
            : S["De leden van {0} en van de groep die het antwoord geeft", group.SpokenName];
        if (visibility == Visibility.WithName && forOneself) return S["{0}. Je spreekt voor jezelf, dus er staat geen naam bij.", readers];
        return visibility == Visibility.WithName
            ? S["{0}, met de naam van je organisatie. Jouw eigen naam staat er nooit bij.", readers]
            : S["{0}, zonder naam. Alleen de {1} weet van wie het komt.", readers, coachTitle];
    }
}
