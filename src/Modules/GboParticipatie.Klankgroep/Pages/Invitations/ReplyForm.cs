using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Theme.TagHelpers;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Invitations;

/// <summary>The fields of an answer to an invitation, as whoever is invited and the coach fill them in.</summary>
public sealed class ReplyForm
{
    /// <summary>Whether they come.</summary>
    public InvitationReply? Reply { get; set; }

    /// <summary>How many come.</summary>
    public int? People { get; set; }

    /// <summary>How many interpreters are needed.</summary>
    public int? Interpreters { get; set; }

    /// <summary>Language (tag) of the interpreters.</summary>
    public string? InterpreterLanguage { get; set; }

    /// <summary>For how many children.</summary>
    public int? Children { get; set; }

    /// <summary>How many people need transport.</summary>
    public int? Transport { get; set; }

    /// <summary>How many people need large print.</summary>
    public int? LargePrint { get; set; }

    /// <summary>How many wheelchairs come.</summary>
    public int? Wheelchairs { get; set; }

    /// <summary>What can be answered.</summary>
    public static IReadOnlyList<Choice> Replies(IStringLocalizer S) =>
        [new(nameof(InvitationReply.Yes), S["Ja, ik kom"]), new(nameof(InvitationReply.Maybe), S["Misschien"]), new(nameof(InvitationReply.No), S["Nee, ik kan niet"])];

    /// <summary>Languages that an interpreter can be asked for.</summary>
    public static IReadOnlyList<Choice> InterpreterLanguages(IStringLocalizer S) =>
        [.. Languages.Common.Where(l => l.Tag != Languages.Dutch).Select(l => new Choice(l.Tag, S[l.Name])).OrderBy(l => l.Text, StringComparer.CurrentCulture)];

    /// <summary>The form as it was answered before, or with what is known of the person.</summary>
    public static ReplyForm Of(Invitation invitation, (ParticipationNeeds Needs, string? Language) usual)
    {
        var needs = invitation.Reply == InvitationReply.None ? NeedCounts.OneOf(usual.Needs) : invitation.Needs;
        return new ReplyForm
        {
            Reply = invitation.Reply == InvitationReply.None ? null : invitation.Reply,
            People = invitation.People == 0 ? 1 : invitation.People,
            Interpreters = Typed(needs.Interpreters),
            InterpreterLanguage = invitation.InterpreterLanguage ?? (needs.Interpreters > 0 && usual.Language != Languages.Dutch ? usual.Language : null),
            Children = Typed(needs.Children),
            Transport = Typed(needs.Transport),
            LargePrint = Typed(needs.LargePrint),
            Wheelchairs = Typed(needs.Wheelchairs),
        };
    }

    /// <summary>Of someone who does not come, the numbers need not be numbers.</summary>
    public void ForgetNumbersOfNo(ModelStateDictionary state)
    {
        if (Reply != InvitationReply.No) return;
        foreach (var number in new[] { nameof(People), nameof(Interpreters), nameof(Children), nameof(Transport), nameof(LargePrint), nameof(Wheelchairs) }) state.Remove($"Form.{number}");
    }

    /// <summary>What was filled in.</summary>
    public ReplyToInvitation Answer(Guid invitationId, bool byCoach) => new()
    {
        InvitationId = invitationId,
        Reply = Reply ?? InvitationReply.None,
        People = People ?? 0,
        Needs = new NeedCounts
        {
            // Who chooses a language needs an interpreter.
            Interpreters = Interpreters ?? (string.IsNullOrEmpty(InterpreterLanguage) ? 0 : 1),
            Children = Children ?? 0,
            Transport = Transport ?? 0,
            LargePrint = LargePrint ?? 0,
            Wheelchairs = Wheelchairs ?? 0,
        },
        InterpreterLanguage = InterpreterLanguage,
        ByCoach = byCoach,
    };

    // Nothing is an empty field: a zero in each would ask to be read.
    private static int? Typed(int count) => count == 0 ? null : count;
}
