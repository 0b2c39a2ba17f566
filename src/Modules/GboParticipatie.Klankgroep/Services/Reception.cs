using System.Data.Common;
using System.Globalization;
using GboParticipatie.Data.Prepared;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Time;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>What a point that comes in needs to know, read under lock inside its transaction.</summary>
internal sealed class Reception(PreparedTransaction transaction, bool isSqlite)
{
    private const string OneGroup = """
        SELECT "Id", "Name", "AcceptsItems", "EndedOn", "Readers", "CoachUserId", "GroupLinkVersion", "GroupLinkExpiresOn", "GroupLinkLimit"
        FROM "Groups" WHERE "Id" = @p0
        """;

    private const string CountThroughLink = """
        SELECT COUNT(*) FROM "AgendaItems" WHERE "GroupId" = @p0 AND "EnteredBy" = 'GroupLink' AND "ReceivedAt" > @p1
        """;

    private const string RemoveDraft = """
        DELETE FROM "ProposalDrafts" WHERE "Id" = @p0
        """;

    private const string MoveFiles = """
        UPDATE "StoredFiles" SET "OwnerId" = @p0 WHERE "OwnerId" = @p1
        """;

    private static readonly string NextSession = $"SELECT \"Id\" {string.Format(CultureInfo.InvariantCulture, Locked.NextOpen, "@p0", "@p1", "@p2", "@p3")}";
    private static readonly string GroupOnPostgres = $"{OneGroup} FOR KEY SHARE";
    private static readonly string NextSessionOnPostgres = $"{NextSession} FOR SHARE";

    /// <summary>
    /// The group, and its next meeting as <see cref="Locked.NextSessionAsync"/> finds it, or null. Waits for a meeting that is being
    /// made.
    /// </summary>
    /// <exception cref="NotFoundException">There is no such group.</exception>
    public async Task<(Intake Group, Guid? Next)> GroupAsync(Guid id, DateTime now, CancellationToken cancel)
    {
        var today = BrusselsTime.StartOfDay(BrusselsTime.DayOf(now));
        var group = new Query<Intake>(isSqlite ? OneGroup : GroupOnPostgres, [id], ReadIntake);
        var meeting = new Query<Guid?>(isSqlite ? NextSession : NextSessionOnPostgres, [id, now, today, today.AddDays(-2)], row => row.GetGuid(0));
        var (found, next) = await transaction.FirstOfBothAsync(group, meeting, cancel);
        if (found is null) throw new NotFoundException("Deze groep bestaat niet.");
        // On PostgreSQL a meeting that stopped being open while we waited for its lock is left out: look for the one after it.
        if (next is null && !isSqlite) next = await transaction.FirstAsync(meeting.Sql, meeting.Values, meeting.Read, cancel);
        return (found, next);
    }

    /// <summary>Refuses a point through a group's link that no longer works or has let in too many today.</summary>
    /// <exception cref="RuleException">The link does not let this point in.</exception>
    public async Task MustLetInAsync(Intake group, int version, DateTime now, CancellationToken cancel)
    {
        if (!group.LinkWorks(version, BrusselsTime.DayOf(now)))
            throw new RuleException("Deze link werkt niet meer. Vraag de groep een nieuwe, of log in met je e-mailadres.");
        var count = await transaction.FirstAsync(CountThroughLink, [group.GroupId, now.AddDays(-1)], r => r.GetInt64(0), cancel);
        if (count >= group.Link.Limit)
            throw new RuleException("Vandaag kwamen er al veel punten via deze link. Probeer morgen opnieuw, of log in met je e-mailadres.");
    }

    /// <summary>Removes what was typed on the way; files that were sent along become the point's.</summary>
    public async Task RemoveDraftAsync(Guid key, Guid item, CancellationToken cancel)
    {
        // The draft first: a file that another tab is adding at this moment comes along, or finds the draft gone.
        await transaction.ExecuteAsync(RemoveDraft, [key], cancel);
        await transaction.ExecuteAsync(MoveFiles, [item, key], cancel);
    }

    private static Intake ReadIntake(DbDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetBoolean(2), Day(row, 3), Enum.Parse<GroupReaders>(row.GetString(4)), row.IsDBNull(5) ? null : row.GetString(5),
        new GroupLinkState(row.GetInt32(6), Day(row, 7), row.GetInt32(8)));

    private static DateOnly? Day(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);
}
