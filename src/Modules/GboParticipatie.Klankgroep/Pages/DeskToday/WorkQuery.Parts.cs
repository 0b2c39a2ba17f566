using System.Globalization;
using GboParticipatie.Klankgroep.Search;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;

namespace GboParticipatie.Klankgroep.Pages.DeskToday;

/// <content>Pieces of SQL that the branches have in common, and where the databases differ.</content>
internal sealed partial class WorkQuery
{
    private const string LastDay = "9999-12-31";

    private string? _found;

    // One kind of work: its columns in the order in which the union wants them, and where they come from.
    private sealed record Branch(string Columns, string From)
    {
        public string Rows => $"SELECT {Columns} FROM {From}";

        public string First(int most, string order) => string.Create(CultureInfo.InvariantCulture, $"SELECT * FROM ({Rows} ORDER BY {order} LIMIT {most}) AS b");

        // The same rows, without tables that only tell about them.
        public string? Counted { get; init; }

        public string Count => $"(SELECT COUNT(*) FROM {Counted ?? From})";
    }

    private static Branch Row(
        WorkKind kind, string id, string item, string reference, string title, string status, string due, string sort, string since, string owner, string confirmed, string readers,
        string fromId, string fromName, string group, string body, string table, List<string> where) => new(
        $"""
        '{kind}' AS "Kind", {id} AS "Id", {item} AS "ItemId", {reference} AS "Reference", {title} AS "Title", {status} AS "Status", {due} AS "DueOn", {sort} AS "SortOn", {since} AS "SinceOn",
            {owner} AS "Owner", {confirmed} AS "IsConfirmed", {readers} AS "Readers", {fromId} AS "FromId", {fromName} AS "FromName", {group} AS "GroupId", {body} AS "BodyId"
        """,
        table + Where(where));

    private string True => db.IsSqlite ? "1" : "TRUE";

    private string Number => Reference.Normalize(filter.Search, today.Year);

    private SearchQuery? Words => SearchQuery.Parse(filter.Search);

    // Keys of the organisations whose name has that part; null when none is asked.
    private string? Named => string.IsNullOrWhiteSpace(filter.Organisation) ? null
        : $"""SELECT o."Id" FROM "Organisations" o WHERE o."SearchName" LIKE {P(Like(SearchText.Of(filter.Organisation)))} ESCAPE '\'""";

    private string P(object value)
    {
        _values.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"{{{_values.Count - 1}}}");
    }

    // In a union PostgreSQL wants to know of what type nothing is.
    private string Null(string type) => db.IsSqlite ? "NULL" : $"CAST(NULL AS {type})";

    // SQLite keeps moments as text that begins with the day; a list need not know in which of two days around midnight it was.
    private string Day(string moment) => db.IsSqlite ? $"substr({moment}, 1, 10)" : $"CAST({moment} AT TIME ZONE 'Europe/Brussels' AS date)";

    // What has no day comes last. Only where there can be such rows: a sort by an expression cannot follow an index.
    private string OrLast(string day) => WithWhatIsOver || PointStatus is not null ? $"COALESCE({day}, {(db.IsSqlite ? $"'{LastDay}'" : $"DATE '{LastDay}'")})" : day;

    private void AddOwner(List<string> where, string owner)
    {
        if (filter.Whose == WorkFilter.Anyone) return;
        // Worked out from other rows, it is worked out once: nobody's is mine too.
        if (owner.StartsWith("COALESCE(", StringComparison.Ordinal) && filter.Whose != WorkFilter.Colleague && mine.Count > 0)
        {
            where.Add(owner[..^1] + ", " + P(mine[0]) + ") IN (" + string.Join(", ", mine.Select(P)) + ")");
            return;
        }

        var list = string.Join(", ", mine.Select(P));
        // SQLite would rather look up every row of an owner and sort them than go through the days in order: with a plus it may not.
        if (db.IsSqlite) owner = "+" + owner;
        where.Add(filter.Whose == WorkFilter.Colleague
            ? $"{owner} IS NOT NULL{(list.Length == 0 ? "" : $" AND {owner} NOT IN ({list})")}"
            : list.Length == 0 ? $"{owner} IS NULL" : $"({owner} IS NULL OR {owner} IN ({list}))");
    }

    private void AddDue(List<string> where, string? due)
    {
        var week = today.AddDays(7);
        if (filter.Due is not (WorkFilter.Late or WorkFilter.ThisWeek or WorkFilter.Later)) return;
        where.Add((filter.Due, due) switch
        {
            (WorkFilter.Later, null) => "1 = 1",
            (_, null) => "1 = 0",
            (WorkFilter.Late, _) => $"{due} < {P(Of(today))}",
            (WorkFilter.ThisWeek, _) => $"{due} >= {P(Of(today))} AND {due} <= {P(Of(week))}",
            _ => $"({due} IS NULL OR {due} > {P(Of(week))})",
        });
    }

    private object Of(DateOnly day) => db.IsSqlite ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : day;

    private void AddDomain(List<string> where, string condition)
    {
        if (!string.IsNullOrEmpty(filter.LifeDomain)) where.Add(condition.Replace("{0}", P(filter.LifeDomain), StringComparison.Ordinal));
    }

    private void Begin()
    {
        _values.Clear();
        _found = null;
    }

    // A search asks for its points once, for every kind that has to do with points.
    private string IsFound(string item)
    {
        _found ??= PointsFound();
        return $"""{item} IN (SELECT "Id" FROM found)""";
    }

    private string WithFound(string statement) => _found is null ? statement : $"""WITH found ("Id") AS MATERIALIZED ({_found}) {statement}""";

    // A number, words of the point, or part of the name of the organisation that it comes from.
    private string PointsFound()
    {
        const string points = """SELECT i."Id" FROM "AgendaItems" i WHERE""";
        if (Number.Length > 0) return $"{points} i.\"Reference\" = {P(Number)}";
        var named = $"""{points} i."Visibility" = 'WithName' AND i."AuthorOrganisationId" IN (SELECT o."Id" FROM "Organisations" o WHERE o."SearchName" LIKE {P(Like(SearchText.Of(filter.Search)))} ESCAPE '\')""";
        return Words is { } words ? $"""SELECT * FROM ({Hits("Point", "AgendaItems", "\"Title\", \"Description\", \"Remedy\"", words)}) AS h UNION {named}""" : named;
    }

    // As SearchIndex asks, and for the same reasons.
    private string Hits(string kind, string table, string columns, SearchQuery words) => db.IsSqlite
        ? $"""SELECT r."TargetId" FROM "SearchWords" w CROSS JOIN "SearchRows" r ON r."Id" = w.rowid WHERE r."Kind" = '{kind}' AND "SearchWords" MATCH {P(words.ForSqlite())}"""
        : $"""WITH hits AS MATERIALIZED (SELECT "Id" FROM "{table}" WHERE dutch_words({columns}) @@ to_tsquery('pg_catalog.dutch', {P(words.ForPostgres())})) SELECT "Id" FROM hits""";

    // Of all there ever was SQLite would rather sort every row than follow the days until a page is full.
    private string ByDay(string index)
        => db.IsSqlite && WithWhatIsOver && !IsSearch && filter.Sort is not (WorkFilter.Newest or WorkFilter.ByNumber) ? $" INDEXED BY \"{index}\"" : "";

    private static string Like(string text)
        => "%" + text.Trim().ToUpperInvariant().Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal) + "%";

    private static string Where(List<string> conditions) => conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions);
}
