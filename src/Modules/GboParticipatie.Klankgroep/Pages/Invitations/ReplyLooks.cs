using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Theme.TagHelpers;

namespace GboParticipatie.Klankgroep.Pages.Invitations;

/// <summary>How an answer to an invitation reads and looks in a list.</summary>
public static class ReplyLooks
{
    /// <summary>As the coach reads it.</summary>
    public static string Theirs(InvitationReply reply, bool isWaiting) => reply switch
    {
        InvitationReply.Yes => isWaiting ? "Wachtlijst" : "Komt",
        InvitationReply.Maybe => "Misschien",
        InvitationReply.No => "Komt niet",
        _ => "Nog niets gehoord",
    };

    /// <summary>As who is invited reads it.</summary>
    public static string Mine(InvitationReply reply, bool isWaiting) => reply switch
    {
        InvitationReply.Yes => isWaiting ? "Je staat op de wachtlijst" : "Je komt",
        InvitationReply.Maybe => "Je komt misschien",
        InvitationReply.No => "Je komt niet",
        _ => "Kom je ook?",
    };

    /// <summary>How it looks.</summary>
    public static StatusKind Kind(InvitationReply reply, bool isWaiting) => reply switch
    {
        InvitationReply.Yes => isWaiting ? StatusKind.Busy : StatusKind.Done,
        InvitationReply.Maybe => StatusKind.Busy,
        _ => StatusKind.Plain,
    };
}
