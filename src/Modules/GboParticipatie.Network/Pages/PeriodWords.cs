using GboParticipatie.Time;

namespace GboParticipatie.Network.Pages;

/// <summary>Periods as people read them.</summary>
public static class PeriodWords
{
    /// <summary>"sinds dinsdag 1 september 2026", or "van ... tot en met ...".</summary>
    public static string Of(DateOnly from, DateOnly? to)
        => to is { } last ? $"van {BrusselsTime.LongDate(from)} tot en met {BrusselsTime.LongDate(last)}" : $"sinds {BrusselsTime.LongDate(from)}";
}
