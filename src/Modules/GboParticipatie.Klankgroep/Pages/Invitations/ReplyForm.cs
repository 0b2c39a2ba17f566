using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Theme.TagHelpers;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace GboParticipatie.Klankgroep.Pages.Invitations;

/// <summary>The fields of an answer to an invitation, as whoever is invited and the coach fill them in.</summary>
public sealed class ReplyForm
{
    /// <summary>Whether they come.</summary>
    public InvitationReply? Reply { get; set; }

    /// <summary>How many come.</summary>
    public int? People { get; set; }

    /// <summary>What they need, by name.</summary>
    public List<string> Needs { get; set; } = [];

    /// <summary>What can be answered.</summary>
    public static IReadOnlyList<Choice> Replies { get; } =
        [new(nameof(InvitationReply.Yes), "Ja, ik kom"), new(nameof(InvitationReply.Maybe), "Misschien"), new(nameof(InvitationReply.No), "Nee, ik kan niet")];

    /// <summary>What can be needed.</summary>
    public static IReadOnlyList<Choice> AllNeeds { get; } = [.. DutchNames.Needs.Select(n => new Choice(n.ToString(), n.DisplayName()))];

    /// <summary>The form as it was answered before, or with what is known of the person.</summary>
    public static ReplyForm Of(Invitation invitation, ParticipationNeeds usual)
    {
        var needs = invitation.Reply == InvitationReply.None ? usual : invitation.Needs;
        return new ReplyForm
        {
            Reply = invitation.Reply == InvitationReply.None ? null : invitation.Reply,
            People = invitation.People == 0 ? 1 : invitation.People,
            Needs = [.. DutchNames.Needs.Where(n => needs.HasFlag(n)).Select(n => n.ToString())],
        };
    }

    /// <summary>With how many someone does not come need not be a number.</summary>
    public void ForgetPeopleOfNo(ModelStateDictionary state)
    {
        if (Reply == InvitationReply.No) state.Remove("Form.People");
    }

    /// <summary>What was filled in.</summary>
    public ReplyToInvitation Answer(Guid invitationId, bool byCoach) => new()
    {
        InvitationId = invitationId,
        Reply = Reply ?? InvitationReply.None,
        People = People ?? 0,
        Needs = Needs.Select(n => Enum.TryParse<ParticipationNeeds>(n, out var need) && Enum.IsDefined(need) ? need : ParticipationNeeds.None).Aggregate(ParticipationNeeds.None, (all, n) => all | n),
        ByCoach = byCoach,
    };
}
