using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Theme.TagHelpers;

namespace GboParticipatie.Klankgroep.Pages.DeskMeetings;

/// <summary>Colour of how far a meeting is; a word always stands beside it.</summary>
public static class MeetingLooks
{
    /// <summary>Colour of a state.</summary>
    public static StatusKind Kind(this SessionState state) => state switch
    {
        SessionState.Announced or SessionState.AgendaSent => StatusKind.New,
        SessionState.InProgress or SessionState.Held => StatusKind.Busy,
        SessionState.Reported => StatusKind.Done,
        SessionState.Cancelled => StatusKind.Late,
        _ => StatusKind.Plain,
    };
}
