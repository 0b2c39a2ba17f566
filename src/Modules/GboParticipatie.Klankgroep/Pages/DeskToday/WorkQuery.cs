using System.Globalization;
using GboParticipatie.Json;
using GboParticipatie.Klankgroep.Models;

namespace GboParticipatie.Klankgroep.Pages.DeskToday;

/// <summary>
/// The one list as SQL: a narrow select per kind, each with its own filters so that the database uses its indexes, in one UNION ALL;
/// names are looked up for the rows of the page alone. Written out, because both databases must merge the branches in order without
/// sorting a hundred thousand rows, and what EF Core makes of six joined projections they do not.
/// </summary>
/// <param name="db">The database.</param>
/// <param name="filter">What is asked.</param>
/// <param name="mine">Who is meant by "mine": the reader, and whom the reader stands in for (opaque user ids).</param>
/// <param name="today">Today in Brussels.</param>
/// <param name="now">Now (UTC).</param>
internal sealed partial class WorkQuery(GboDbContext db, WorkFilter filter, IReadOnlyList<string> mine, DateOnly today, DateTime now)
{
    private readonly List<object> _values = [];

    /// <summary>How many rows there are.</summary>
    public async Task<int> CountAsync(CancellationToken cancel)
    {
        Begin();
        // Each kind is counted alone: of a union SQLite makes every row before it counts them.
        var counts = string.Join(" + ", Branches().Select(b => b.Count));
        return counts.Length == 0 ? 0 : await db.Database.SqlQueryRaw<int>(WithFound(Sum(counts)), [.. _values]).SingleAsync(cancel);
    }

    /// <summary>The rows of a part of the list, in order.</summary>
    public Task<List<WorkRow>> ReadAsync(int skip, int take, CancellationToken cancel) => Rows(skip, take) is { } rows ? rows.ToListAsync(cancel) : Task.FromResult<List<WorkRow>>([]);

    /// <summary>All rows, one after the other.</summary>
    public IAsyncEnumerable<WorkRow> StreamAsync() => Rows(0, int.MaxValue)?.AsAsyncEnumerable() ?? AsyncEnumerable.Empty<WorkRow>();

    private IQueryable<WorkRow>? Rows(int skip, int take)
    {
        Begin();
        var order = filter.Sort switch
        {
            WorkFilter.Newest => "\"SinceOn\" DESC, \"Reference\" DESC, \"Id\"",
            WorkFilter.ByNumber => "\"Reference\", \"Id\"",
            _ => "\"SortOn\", \"Reference\", \"Id\"",
        };
        // Of each kind no more than the page can show: it is read in the order of an index, until there are enough.
        var most = take == int.MaxValue ? take : skip + take;
        var branches = string.Join(" UNION ALL ", Branches().Select(b => most == int.MaxValue ? b.Rows : b.First(most, order)));
        if (branches.Length == 0) return null;
        var page = string.Create(CultureInfo.InvariantCulture, $"LIMIT {P(take)} OFFSET {P(skip)}");
        return db.Database.SqlQueryRaw<WorkRow>(WithFound(WithNames(branches, order, page)), [.. _values]);
    }

    private static string Sum(string counts) => $"SELECT CAST({counts} AS integer) AS \"Value\"";

    private static string WithNames(string branches, string order, string page) => $"""
            SELECT w."Kind", w."Id", w."ItemId", w."Reference", w."Title", w."Status", w."DueOn", w."SinceOn", w."Owner", w."IsConfirmed", w."Readers",
                COALESCE((SELECT o."Name" FROM "Organisations" o WHERE o."Id" = w."FromId"), w."FromName") AS "FromName",
                COALESCE((SELECT CASE WHEN g."NameInText" <> '' THEN g."NameInText" ELSE g."Name" END FROM "Groups" g WHERE g."Id" = w."GroupId"),
                    (SELECT o."Name" FROM "Organisations" o WHERE o."Id" = w."BodyId"),
                    (SELECT o."Name" FROM "Answers" a JOIN "Organisations" o ON o."Id" = a."OrganisationId"
                        WHERE w."Kind" = 'Point' AND w."Status" = 'Forwarded' AND a."ItemId" = w."Id" AND a."State" = 'Asked' ORDER BY a."DueOn" LIMIT 1)) AS "BodyName",
                (SELECT s."StartsAt" FROM "AgendaItems" i JOIN "Sessions" s ON s."Id" = i."CurrentSessionId"
                    WHERE w."Kind" = 'Point' AND w."Status" IN ('OnAgenda', 'Parked') AND i."Id" = w."Id") AS "MeetingAt",
                (w."Kind" = 'Point' AND EXISTS (SELECT 1 FROM "AgendaItems" i WHERE i."Id" = w."Id" AND {CameBack})) AS "HasComeBack"
            FROM (SELECT * FROM ({branches}) AS u ORDER BY {order} {page}) AS w ORDER BY {order}
            """;

    // PointsThat.CameBack.
    private const string CameBack = """
        i."ReopenedAt" IS NOT NULL AND i."DueOn" IS NOT NULL AND i."Status" <> 'Forwarded'
        """;

    private IEnumerable<Branch> Branches()
    {
        var kind = WorkPlaces.KindOf(filter.Kind);
        List<(WorkKind Kind, Func<Branch?> Make)> all =
        [
            (WorkKind.Point, Points), (WorkKind.Feedback, Told), (WorkKind.Answer, Answers), (WorkKind.Action, Actions), (WorkKind.Letter, Letters), (WorkKind.Report, Reports),
        ];
        return all.Where(b => kind is null || b.Kind == kind).Select(b => b.Make()).OfType<Branch>();
    }

    private bool IsSearch => !string.IsNullOrWhiteSpace(filter.Search);

    // A search looks everywhere: who knows the number should not have to know the status.
    private bool WithWhatIsOver => filter.Status == WorkFilter.Everything || (IsSearch && string.IsNullOrEmpty(filter.Status));

    private AgendaItemStatus? PointStatus => ChoiceNames.TryRead<AgendaItemStatus>(filter.Status, out var status) ? status : null;

    // What a status of points alone says nothing of.
    private bool IsAboutPointsAlone => filter.Status is WorkFilter.NotConfirmed or WorkFilter.CameBack || PointStatus is not null || !string.IsNullOrEmpty(filter.Group) || !string.IsNullOrEmpty(filter.Theme);

    private Branch? Points()
    {
        var where = new List<string>();
        if (PointStatus is { } status) where.Add($"""i."Status" = {P(status.ToString())}""");
        else if (!WithWhatIsOver) where.Add("""i."DueOn" IS NOT NULL""");
        if (filter.Status == WorkFilter.New) where.Add("""i."FirstWordOn" IS NULL""");
        if (filter.Status == WorkFilter.NotConfirmed) where.Add("""NOT i."IsConfirmed" """);
        if (filter.Status == WorkFilter.CameBack) where.Add(CameBack);
        if (!string.IsNullOrEmpty(filter.Group)) where.Add($"""i."GroupId" IN (SELECT g."Id" FROM "Groups" g WHERE g."Slug" = {P(filter.Group)})""");
        if (!string.IsNullOrEmpty(filter.Theme)) where.Add($"""i."Barrier" = {P(filter.Theme)}""");
        AddOwner(where, "i.\"OwnerUserId\"");
        AddDue(where, "i.\"DueOn\"");
        AddDomain(where, """i."LifeDomain" = {0}""");
        if (Named is { } named) where.Add($"""i."Visibility" = 'WithName' AND i."AuthorOrganisationId" IN ({named})""");
        if (IsSearch) where.Add(IsFound("i.\"Id\""));
        const string shown = "CASE WHEN i.\"Visibility\" = 'WithName' THEN i.";
        return Row(
            WorkKind.Point, "i.\"Id\"", "i.\"Id\"", "i.\"Reference\"", "i.\"Title\"", "i.\"Status\"", "i.\"DueOn\"", OrLast("i.\"DueOn\""), "i.\"ReceivedOn\"",
            "i.\"OwnerUserId\"", "i.\"IsConfirmed\"", "i.\"Visibility\"", $"{shown}\"AuthorOrganisationId\" END", $"{shown}\"AuthorOrganisationName\" END",
            "CASE i.\"Status\" WHEN 'OnAgenda' THEN i.\"GroupId\" WHEN 'Forwarded' THEN i.\"CurrentBodyId\" END", Null("uuid"),
            "\"AgendaItems\" i", where);
    }

    private Branch? Told()
    {
        if (IsAboutPointsAlone) return null;
        var where = new List<string>();
        if (filter.Status == WorkFilter.New) where.Add("f.\"Status\" = 'Received'");
        else if (!WithWhatIsOver) where.Add("f.\"DueOn\" IS NOT NULL");
        AddOwner(where, "f.\"OwnerUserId\"");
        AddDue(where, "f.\"DueOn\"");
        AddDomain(where, """f."LifeDomain" = {0}""");
        if (Named is { } named) where.Add($"""(f."AuthorOrganisationId" IN ({named}) OR f."AboutOrganisationId" IN ({named}))""");
        if (IsSearch) where.Add(Number.Length > 0 ? $"f.\"Reference\" = {P(Number)}" : Words is { } words ? $"f.\"Id\" IN ({Hits("Feedback", "Feedback", "\"Description\", \"Remedy\", \"Answer\"", words)})" : "1 = 0");
        return Row(
            WorkKind.Feedback, "f.\"Id\"", "f.\"ItemId\"", "f.\"Reference\"", "substr(f.\"Description\", 1, 400)", "f.\"Status\"", "f.\"DueOn\"", OrLast("f.\"DueOn\""), "f.\"ReceivedOn\"",
            "f.\"OwnerUserId\"", True, "CASE WHEN f.\"Readers\" = 'CoachOnly' THEN 'CoachOnly' WHEN f.\"IsAnonymous\" THEN 'WithoutName' ELSE 'WithName' END",
            "f.\"AuthorOrganisationId\"", "COALESCE(f.\"AuthorOrganisationName\", f.\"AuthorName\")", Null("uuid"),
            "CASE WHEN f.\"Status\" = 'Forwarded' THEN f.\"ForwardedToOrganisationId\" END", "\"Feedback\" f", where);
    }

    private Branch? Answers()
    {
        if (IsAboutPointsAlone || filter.Status == WorkFilter.New) return null;
        var where = new List<string> { WithWhatIsOver ? "a.\"State\" <> 'Withdrawn'" : "a.\"State\" = 'Asked'" };
        AddOwner(where, "i.\"OwnerUserId\"");
        AddDue(where, "a.\"DueOn\"");
        AddDomain(where, """i."LifeDomain" = {0}""");
        if (Named is { } named) where.Add($"""a."OrganisationId" IN ({named})""");
        if (IsSearch) where.Add(IsFound("a.\"ItemId\""));
        return Row(
            WorkKind.Answer, "a.\"Id\"", "a.\"ItemId\"", "i.\"Reference\"", "i.\"Title\"", "a.\"State\"", "a.\"DueOn\"", "a.\"DueOn\"", Day("a.\"AskedAt\""),
            "i.\"OwnerUserId\"", True, "i.\"Visibility\"", Null("uuid"), Null("text"),
            "CASE WHEN a.\"State\" = 'Asked' THEN a.\"GroupId\" END", "CASE WHEN a.\"State\" = 'Asked' THEN a.\"OrganisationId\" END",
            $"""
            "Answers" a{ByDay("IX_Answers_Everything")} JOIN "AgendaItems" i ON i."Id" = a."ItemId"
            """, where) with
        {
            Counted = where.Exists(w => w.Contains("i.", StringComparison.Ordinal)) ? null : "\"Answers\" a" + Where(where),
        };
    }

    private Branch? Actions()
    {
        if (IsAboutPointsAlone || filter.Status == WorkFilter.New) return null;
        const string points = """FROM "ActionPoints" p JOIN "AgendaItems" i ON i."Id" = p."ItemId" WHERE p."ActionId" = c."Id" """;
        const string told = """FROM "ActionSignals" s JOIN "Feedback" f ON f."Id" = s."FeedbackId" WHERE s."ActionId" = c."Id" """;
        const string owner = $"""COALESCE((SELECT MIN(i."OwnerUserId") {points}), (SELECT MIN(f."OwnerUserId") {told}))""";
        var where = new List<string>();
        if (!WithWhatIsOver) where.Add("c.\"EndedOn\" IS NULL");
        AddOwner(where, owner);
        // What is still tried out is not late before that is over.
        const string due = """CASE WHEN c."TrialUntil" > c."DueOn" THEN c."TrialUntil" ELSE c."DueOn" END""";
        AddDue(where, due);
        AddDomain(where, $$"""(EXISTS (SELECT 1 {{points}} AND i."LifeDomain" = {0}) OR EXISTS (SELECT 1 {{told}} AND f."LifeDomain" = {0}))""");
        if (Named is { } named) where.Add($"""c."OwnerOrganisationId" IN ({named})""");
        if (IsSearch)
        {
            var ofNumber = Number.Length == 0 ? "" : $""" OR EXISTS (SELECT 1 {points} AND i."Reference" = {P(Number)}) OR EXISTS (SELECT 1 {told} AND f."Reference" = {P(Number)})""";
            where.Add($"""(UPPER(c."What") LIKE {P(Like(filter.Search!))} ESCAPE '\'{ofNumber})""");
        }

        return Row(
            WorkKind.Action, "c.\"Id\"", Null("uuid"), $"COALESCE((SELECT MIN(i.\"Reference\") {points}), (SELECT MIN(f.\"Reference\") {told}), '')", "substr(c.\"What\", 1, 400)", "c.\"State\"", due, due,
            Day("c.\"CreatedAt\""), owner, True, "''", Null("uuid"), Null("text"),
            "CASE WHEN c.\"EndedOn\" IS NULL THEN c.\"OwnerGroupId\" END", "CASE WHEN c.\"EndedOn\" IS NULL THEN c.\"OwnerOrganisationId\" END", "\"Actions\" c" + ByDay("IX_Actions_Everything"), where);
    }

    private Branch? Letters()
    {
        if (IsAboutPointsAlone || filter.Status == WorkFilter.New || Named is not null) return null;
        // What someone of an organisation passes on is theirs to tell.
        var where = new List<string> { """(i."Id" IS NULL OR NOT i."IsForAnother")""" };
        if (!WithWhatIsOver) where.Add("t.\"DoneOn\" IS NULL");
        const string owner = """COALESCE(i."OwnerUserId", f."OwnerUserId", g."CoachUserId")""";
        AddOwner(where, owner);
        AddDue(where, null);
        AddDomain(where, """COALESCE(i."LifeDomain", f."LifeDomain") = {0}""");
        if (IsSearch) where.Add($"""({IsFound("t.\"ItemId\"")} OR UPPER(s."Title") LIKE {P(Like(filter.Search!))} ESCAPE '\'{(Number.Length == 0 ? "" : $" OR f.\"Reference\" = {P(Number)}")})""");
        return Row(
            WorkKind.Letter, "t.\"Id\"", "t.\"ItemId\"", "COALESCE(i.\"Reference\", f.\"Reference\", '')", "COALESCE(i.\"Title\", s.\"Title\", substr(f.\"Description\", 1, 400))",
            "CASE WHEN t.\"DoneOn\" IS NULL THEN t.\"Means\" ELSE '' END", Null("date"), Day("t.\"CreatedAt\""), Day("t.\"CreatedAt\""), owner, True,
            "COALESCE(i.\"Visibility\", CASE WHEN f.\"Readers\" = 'CoachOnly' THEN 'CoachOnly' END, '')", Null("uuid"), "(SELECT p.\"Name\" FROM \"People\" p WHERE p.\"Id\" = t.\"PersonId\")", Null("uuid"), Null("uuid"),
            """
            "ContactTasks" t LEFT JOIN "AgendaItems" i ON i."Id" = t."ItemId" LEFT JOIN "Feedback" f ON f."Id" = t."FeedbackId"
            LEFT JOIN "Sessions" s ON s."Id" = t."SessionId" LEFT JOIN "Groups" g ON g."Id" = s."GroupId"
            """, where);
    }

    // A report is owed as soon as a meeting is over.
    private Branch? Reports()
    {
        if (IsAboutPointsAlone || filter.Status == WorkFilter.New || Named is not null || !string.IsNullOrEmpty(filter.LifeDomain)) return null;
        var open = string.Join(", ", Session.OpenStates.Select(s => $"'{s}'"));
        var where = new List<string> { $"""(s."State" = 'Held' OR (s."State" IN ({open}) AND s."EndsAt" < {P(now)}))""" };
        AddOwner(where, "g.\"CoachUserId\"");
        AddDue(where, Day("s.\"EndsAt\""));
        if (IsSearch) where.Add($"""UPPER(s."Title") LIKE {P(Like(filter.Search!))} ESCAPE '\'""");
        var ended = Day("s.\"EndsAt\"");
        return Row(
            WorkKind.Report, "s.\"Id\"", Null("uuid"), "''", "s.\"Title\"", "s.\"State\"", ended, ended, ended, "g.\"CoachUserId\"", True, "''", Null("uuid"), "g.\"Name\"", Null("uuid"), Null("uuid"),
            "\"Sessions\" s JOIN \"Groups\" g ON g.\"Id\" = s.\"GroupId\"", where);
    }
}
