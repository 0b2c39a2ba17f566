using GboParticipatie.Email;
using GboParticipatie.Settings;
using GboParticipatie.Time;

namespace GboParticipatie.Workflows.Definitions;

/// <summary>Fields that every workflow has, next to those of its start event.</summary>
public static class BuiltInFields
{
    private const string RecipientName = "recipient.name";

    /// <summary>For conditions and texts.</summary>
    public static IReadOnlyList<WorkflowField> Everywhere { get; } =
    [
        new("today", "vandaag", FieldType.Date),
        new("site.regionName", "naam van de regio", FieldType.Text),
        new("site.coachTitle", "hoe de coach heet", FieldType.Text),
        new("site.coachName", "naam van de coach", FieldType.Text),
        new("site.coachEmail", "mailadres van de coach", FieldType.Text),
        new("site.coachPhone", "telefoonnummer van de coach", FieldType.Text),
    ];

    /// <summary>For texts to someone.</summary>
    public static IReadOnlyList<WorkflowField> InTexts { get; } = [.. Everywhere, new(RecipientName, "naam van wie het krijgt", FieldType.Text)];

    /// <summary>Gives the value of a field by name: of these and of the start event.</summary>
    public static Func<string, object?> Values(WorkflowValues values, SiteSettings site, DateTime now, WorkflowRecipient? recipient = null) => name => name switch
    {
        "today" => BrusselsTime.DayOf(now),
        "site.regionName" => site.RegionName,
        "site.coachTitle" => site.CoachTitle,
        "site.coachName" => site.CoachName,
        "site.coachEmail" => site.CoachEmail,
        "site.coachPhone" => site.CoachPhone,
        RecipientName => recipient is null ? null : Greeting.NameOf(recipient.Name, recipient.Email),
        _ => values[name],
    };
}
