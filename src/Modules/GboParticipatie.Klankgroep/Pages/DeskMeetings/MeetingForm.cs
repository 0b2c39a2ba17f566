using System.ComponentModel.DataAnnotations;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskMeetings;

/// <summary>What the coach fills in about a meeting, with day and hours as in Brussels.</summary>
public sealed class MeetingForm
{
    /// <summary>Kind.</summary>
    public SessionKind Kind { get; set; }

    /// <summary>Title.</summary>
    [Required(ErrorMessage = "Vul een titel in.")]
    public string? Title { get; set; }

    /// <summary>Day.</summary>
    [Required(ErrorMessage = "Kies een dag.")]
    public DateOnly? Day { get; set; }

    /// <summary>From.</summary>
    [Required(ErrorMessage = "Vul in hoe laat het begint.")]
    public TimeOnly? From { get; set; }

    /// <summary>Until.</summary>
    [Required(ErrorMessage = "Vul in hoe laat het eindigt.")]
    public TimeOnly? Until { get; set; }

    /// <summary>Where.</summary>
    public string? Place { get; set; }

    /// <summary>Video link.</summary>
    public string? VideoLink { get; set; }

    /// <summary>How many people can come.</summary>
    public int? Maximum { get; set; }

    /// <summary>Wished day for points.</summary>
    public DateOnly? PointsWishedBy { get; set; }

    /// <summary>What it is about.</summary>
    public string? Introduction { get; set; }

    /// <summary>Kinds to choose from.</summary>
    public static IReadOnlyList<Choice> Kinds(IStringLocalizer S) => [.. Enum.GetValues<SessionKind>().Select(k => new Choice(k.ToString(), S[k.Dutch()]))];

    /// <summary>A meeting as it stands in the form.</summary>
    public static MeetingForm Of(Session session)
    {
        var (start, end) = (BrusselsTime.ToLocal(session.StartsAt), BrusselsTime.ToLocal(session.EndsAt));
        return new MeetingForm
        {
            Kind = session.Kind,
            Title = session.Title,
            Day = DateOnly.FromDateTime(start),
            From = TimeOnly.FromDateTime(start),
            Until = TimeOnly.FromDateTime(end),
            Place = session.Place,
            VideoLink = session.VideoLink,
            Maximum = session.Maximum,
            PointsWishedBy = session.PointsWishedBy,
            Introduction = session.Introduction,
        };
    }

    /// <summary>What is filled in, for the domain. Ask only when the form is valid.</summary>
    public SessionDetails ToDetails() => new()
    {
        Kind = Kind,
        Title = Title ?? "",
        StartsAt = BrusselsTime.ToUtc(Day!.Value.ToDateTime(From!.Value)),
        EndsAt = BrusselsTime.ToUtc(Day.Value.ToDateTime(Until!.Value)),
        Place = Place ?? "",
        VideoLink = VideoLink,
        Maximum = Maximum,
        PointsWishedBy = PointsWishedBy,
        Introduction = Introduction ?? "",
    };

    /// <summary>The field of this form for a field of the domain.</summary>
    public static ReadOnlySpan<(string Domain, string Page)> Fields => new (string, string)[]
    {
        ("Title", "Form.Title"), ("StartsAt", "Form.Day"), ("EndsAt", "Form.Until"), ("Maximum", "Form.Maximum"), ("VideoLink", "Form.VideoLink"),
        ("Place", "Form.Place"), ("PointsWishedBy", "Form.PointsWishedBy"), ("Introduction", "Form.Introduction"), ("GroupId", "GroupId"),
    };
}
