using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Calendar;
using GboParticipatie.Settings;
using GboParticipatie.Users;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Who sees to what comes in, and by when, from the moment it arrives.</summary>
public sealed class Ownerships(WorkingCalendar calendar, CoachOfRegion coaches, IUserDirectory directory, ISiteService site)
{
    /// <summary>The coach of the region, and the days that the settings promise.</summary>
    /// <param name="settings">Of the region.</param>
    /// <param name="receivedOn">The day it came in, in Brussels.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<Ownership> OfAsync(KlankgroepSettings settings, DateOnly receivedOn, CancellationToken cancel)
    {
        var (days, region) = (await calendar.GetAsync(cancel), await site.GetAsync<SiteSettings>(cancel));
        return new Ownership(
            await coaches.FirstAsync(directory, region.CoachRole, region.CoachEmail, cancel),
            days.AddWorkingDays(receivedOn, settings.FirstWordWorkingDays),
            days.AddWorkingDays(receivedOn, settings.AnswerWorkingDays));
    }
}
