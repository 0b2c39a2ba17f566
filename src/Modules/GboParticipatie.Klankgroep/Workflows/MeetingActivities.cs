using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Workflows;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Workflows;

/// <summary>Reminds whoever is invited to the meeting and did not say whether they come, as the coach does by hand.</summary>
internal sealed class RemindInvited(MeetingReminders reminders, IStringLocalizer<Startup> S) : TaskActivity
{
    public override string DisplayText => "Herinner wie nog niet zei of die komt";

    public override async Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancel)
    {
        if (Subjects.Of(context.Workflow.StartEvent.Event).SessionId is not { } session) return ActivityResult.Done with { Note = S["geen bijeenkomst"] };
        var reminded = await reminders.RemindSilentAsync(session, cancel);
        return ActivityResult.Done with { Note = reminded == 0 ? S["niet nodig"] : S.Plural(reminded, "1 herinnering", "{0} herinneringen") };
    }
}

/// <summary>Tells whoever comes to the meeting, perhaps or for sure, that it is near: when and where.</summary>
internal sealed class TellMeetingIsSoon(MeetingReminders reminders, IStringLocalizer<Startup> S) : TaskActivity
{
    public override string DisplayText => "Zeg wie komt wanneer en waar de bijeenkomst is";

    public override async Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancel)
    {
        if (Subjects.Of(context.Workflow.StartEvent.Event).SessionId is not { } session) return ActivityResult.Done with { Note = S["geen bijeenkomst"] };
        var told = await reminders.TellSoonAsync(session, cancel);
        return ActivityResult.Done with { Note = told == 0 ? S["niet nodig"] : S.Plural(told, "aan 1 genodigde", "aan {0} genodigden") };
    }
}
