using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Workflows;

namespace GboParticipatie.Klankgroep.Workflows;

/// <summary>A step about a meeting that comes near: it tells people, and notes how many.</summary>
internal abstract class NearMeeting : TaskActivity
{
    /// <summary>Tells them; how many were told.</summary>
    protected abstract Task<int> TellAsync(Guid session, CancellationToken cancel);

    /// <summary>What the trace says of it.</summary>
    protected abstract string Noted(int told);

    public override async Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancel)
    {
        if (Subjects.Of(context.Workflow.StartEvent.Event).SessionId is not { } session) return ActivityResult.Done with { Note = StoredText.Of($"geen bijeenkomst", ActivityResult.NoteLength) };
        var told = await TellAsync(session, cancel);
        return ActivityResult.Done with { Note = told == 0 ? StoredText.Of($"niet nodig", ActivityResult.NoteLength) : Noted(told) };
    }
}

/// <summary>Reminds whoever is invited to the meeting and did not say whether they come, as the coach does by hand.</summary>
internal sealed class RemindInvited(MeetingReminders reminders) : NearMeeting
{
    public override string DisplayText => "Herinner wie nog niet zei of die komt";

    protected override Task<int> TellAsync(Guid session, CancellationToken cancel) => reminders.RemindSilentAsync(session, cancel);

    protected override string Noted(int told) => StoredText.Of($"herinneringen: {told}", ActivityResult.NoteLength);
}

/// <summary>Tells whoever comes to the meeting, perhaps or for sure, that it is near: when and where.</summary>
internal sealed class TellMeetingIsSoon(MeetingReminders reminders) : NearMeeting
{
    public override string DisplayText => "Zeg wie komt wanneer en waar de bijeenkomst is";

    protected override Task<int> TellAsync(Guid session, CancellationToken cancel) => reminders.TellSoonAsync(session, cancel);

    protected override string Noted(int told) => StoredText.Of($"genodigden: {told}", ActivityResult.NoteLength);
}
