using GboParticipatie.Time;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Network.Pages;

/// <summary>Periods as people read them.</summary>
public static class PeriodWords
{
    /// <summary>"sinds dinsdag 1 september 2026", or "van ... tot en met ...".</summary>
    public static string Of(DateOnly from, DateOnly? to, IStringLocalizer S)
        => to is { } last ? S["van {0} tot en met {1}", BrusselsTime.LongDate(from), BrusselsTime.LongDate(last)] : S["sinds {0}", BrusselsTime.LongDate(from)];
}
