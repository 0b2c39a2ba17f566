using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Who is asked for an answer or does an action: a group or an organisation.</summary>
internal static class AskedBody
{
    /// <summary>Its name as in a sentence: "de stuurgroep".</summary>
    public static Task<string> NameOfBodyAsync(this GboDbContext db, Answer answer, CancellationToken cancel) => answer.GroupId is { } group
        ? db.Set<Group>().Where(g => g.Id == group).Select(g => g.NameInText != "" ? g.NameInText : g.Name).SingleAsync(cancel)
        : db.Set<Organisation>().Where(o => o.Id == answer.OrganisationId).Select(o => o.Name).SingleAsync(cancel);

    /// <summary>Name, as in a sentence, of who does an action.</summary>
    public static Task<string> NameOfOwnerAsync(this GboDbContext db, ActionItem action, CancellationToken cancel) => action.OwnerGroupId is { } group
        ? db.Set<Group>().Where(g => g.Id == group).Select(g => g.NameInText != "" ? g.NameInText : g.Name).SingleAsync(cancel)
        : db.Set<Organisation>().Where(o => o.Id == action.OwnerOrganisationId).Select(o => o.Name).SingleAsync(cancel);
}
