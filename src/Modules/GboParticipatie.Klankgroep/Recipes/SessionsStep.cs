using System.ComponentModel.DataAnnotations;
using System.Globalization;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Recipes;

namespace GboParticipatie.Klankgroep.Recipes;

/// <summary>
/// Recipe step <c>Sessions</c>: makes meetings, by the id that the recipe gives them. A meeting that is there already is left
/// alone: it belongs to the coach now. With <c>startsAt</c> (Brussels) it lies ahead, see <see cref="RecipeTime"/>; with
/// <c>daysFromToday</c> (negative) it has been held and reported.
/// </summary>
public sealed class SessionsStep(GboDbContext db, SessionService sessions, TimeProvider time) : IRecipeStepHandler
{
    /// <inheritdoc />
    public string Name => "Sessions";

    /// <inheritdoc />
    public async Task ExecuteAsync(RecipeExecutionContext context, CancellationToken cancel)
    {
        var items = RecipeItems.Read<Item>(context, "sessions");
        RecipeItems.RefuseDoubles(context, items, i => i.Id.ToString());
        var lookups = new RecipeLookups(db, context);
        foreach (var item in items)
        {
            if (item.StartsAt is null == item.DaysFromToday is null) throw context.Fail($"bijeenkomst '{item.Title}': geef startsAt of daysFromToday.");
            if (item.StartsAt is { Year: < 2000 or > 2200 }) throw context.Fail($"bijeenkomst '{item.Title}': kijk het jaar van startsAt na.");
            if (await db.Set<Session>().AnyAsync(s => s.Id == item.Id, cancel)) continue;
            await MakeAsync(context, lookups, item, (await lookups.GroupAsync(item.Group, cancel)).Id, cancel);
        }
    }

    private async Task MakeAsync(RecipeExecutionContext context, RecipeLookups lookups, Item item, Guid groupId, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var start = item.StartsAt is { } local ? RecipeTime.Ahead(local, now) : RecipeTime.FromToday(item.DaysFromToday!.Value, TimeOfDay(item, context), now);
        var details = new SessionDetails
        {
            Kind = item.Kind,
            Title = item.Title,
            StartsAt = start,
            EndsAt = start.AddMinutes(item.Minutes),
            Place = item.Place,
            Maximum = item.Maximum,
            Introduction = item.Introduction,
        };
        var session = await sessions.CreateAsync(new CreateSession(groupId, details, item.Id), cancel);
        if (item.DaysFromToday is not null)
        {
            session.Hold(session.EndsAt);
            session.Report(session.EndsAt.AddDays(3));
            foreach (var came in item.Attendance)
                db.Add(new CheckIn(NewId.Random(), session.Id, await lookups.OrganisationAsync(came.Organisation, cancel), came.People, null, null));
            if (item.HeadCount is not null || item.Notes is not null) db.Add(VisitOf(session.Id, item));
            await db.SaveChangesAsync(cancel);
        }
        else if (item.IsAnnounced)
        {
            await sessions.AnnounceAsync(session.Id, null, cancel);
        }
    }

    private static GuestVisit VisitOf(Guid sessionId, Item item)
    {
        var visit = new GuestVisit { SessionId = sessionId };
        visit.Note(item.HeadCount, item.Notes);
        return visit;
    }

    private static TimeOnly TimeOfDay(Item item, RecipeExecutionContext context)
        => TimeOnly.TryParseExact(item.Time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? at
            : throw context.Fail($"bijeenkomst '{item.Title}': time is een uur zoals 14:00.");

    private sealed record Item
    {
        public required Guid Id { get; init; }

        public required string Group { get; init; }

        public SessionKind Kind { get; init; }

        public required string Title { get; init; }

        public DateTime? StartsAt { get; init; }

        [Range(-RecipeTime.MostDays, -1)]
        public int? DaysFromToday { get; init; }

        public string Time { get; init; } = "14:00";

        [Range(1, 2 * 24 * 60)]
        public int Minutes { get; init; } = 120;

        public string Place { get; init; } = "";

        public int? Maximum { get; init; }

        public string Introduction { get; init; } = "";

        public bool IsAnnounced { get; init; } = true;

        public int? HeadCount { get; init; }

        public string? Notes { get; init; }

        public IReadOnlyList<AttendanceItem> Attendance { get; init; } = [];
    }

    private sealed record AttendanceItem
    {
        public string? Organisation { get; init; }

        public int People { get; init; } = 1;
    }
}
