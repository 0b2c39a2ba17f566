using System.ComponentModel.DataAnnotations;

namespace GboParticipatie.Network.Calendar;

/// <summary>On which days the region's services are closed, on top of the legal holidays. Recipe step <c>settings</c>, property <c>CalendarSettings</c>.</summary>
public sealed record CalendarSettings
{
    /// <summary>True when 11 July (feest van de Vlaamse Gemeenschap) is a day off. No legal holiday, but local governments close.</summary>
    public bool FlemishHoliday { get; init; } = true;

    /// <summary>Further days and periods on which the services are closed, such as the days between Christmas and New Year.</summary>
    public IReadOnlyList<ClosedPeriod> Closed { get; init; } = [];
}

/// <summary>Days on which the services are closed.</summary>
public sealed record ClosedPeriod : IValidatableObject
{
    private const int MostDays = 366;

    /// <summary>First day.</summary>
    public DateOnly From { get; init; }

    /// <summary>Last day (that day included); null for one day.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Why, such as "brugdag".</summary>
    [StringLength(200)]
    public string Name { get; init; } = "";

    /// <summary>True when the day is one of them.</summary>
    public bool Contains(DateOnly day) => From <= day && day <= (To ?? From);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (From == default) yield return new ValidationResult("de eerste dag ontbreekt.", [nameof(From)]);
        if (To < From) yield return new ValidationResult($"{To:yyyy-MM-dd} ligt voor {From:yyyy-MM-dd}.", [nameof(To)]);
        // Working days are counted one by one: a region that is closed for centuries would be counted for ever.
        if (To?.DayNumber - From.DayNumber >= MostDays) yield return new ValidationResult($"een periode duurt hoogstens {MostDays} dagen.", [nameof(To)]);
    }
}
