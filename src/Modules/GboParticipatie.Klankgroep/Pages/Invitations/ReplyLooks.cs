using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Theme.TagHelpers;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Invitations;

/// <summary>How an answer to an invitation reads and looks in a list.</summary>
public static class ReplyLooks
{
    /// <summary>As the coach reads it.</summary>
    public static string Theirs(InvitationReply reply, bool isWaiting, IStringLocalizer S) => reply switch
    {
        InvitationReply.Yes => isWaiting ? S["Wachtlijst"] : S["Komt"],
        InvitationReply.Maybe => S["Misschien"],
        InvitationReply.No => S["Komt niet"],
        _ => S["Nog niets gehoord"],
    };

    /// <summary>As who is invited reads it.</summary>
    public static string Mine(InvitationReply reply, bool isWaiting, IStringLocalizer S) => reply switch
    {
        InvitationReply.Yes => isWaiting ? S["Je staat op de wachtlijst"] : S["Je komt"],
        InvitationReply.Maybe => S["Je komt misschien"],
        InvitationReply.No => S["Je komt niet"],
        _ => S["Kom je ook?"],
    };

    /// <summary>How it looks.</summary>
    public static StatusKind Kind(InvitationReply reply, bool isWaiting) => reply switch
    {
        InvitationReply.Yes => isWaiting ? StatusKind.Busy : StatusKind.Done,
        InvitationReply.Maybe => StatusKind.Busy,
        _ => StatusKind.Plain,
    };
}
