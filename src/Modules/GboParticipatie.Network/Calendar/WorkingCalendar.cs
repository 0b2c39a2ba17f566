using GboParticipatie.Settings;

namespace GboParticipatie.Network.Calendar;

/// <summary>The region's working days, as its settings say.</summary>
public sealed class WorkingCalendar(ISiteService site)
{
    /// <summary>The working days of the region. Take it once per operation and count with it.</summary>
    public async Task<WorkingDays> GetAsync(CancellationToken cancel = default) => new(await site.GetAsync<CalendarSettings>(cancel));
}
