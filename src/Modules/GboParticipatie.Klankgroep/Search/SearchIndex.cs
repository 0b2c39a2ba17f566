using GboParticipatie.Klankgroep.Models;

namespace GboParticipatie.Klankgroep.Search;

/// <summary>A place in a report that was found.</summary>
/// <param name="ItemId">The point.</param>
/// <param name="SessionId">The meeting where it was talked about.</param>
internal sealed record ReportHit(Guid ItemId, Guid SessionId);

/// <summary>
/// Asks the full text index of the database (Repeatable/Search.sql of each provider): FTS5 of SQLite, kept by triggers, and
/// tsvector of PostgreSQL. The answers are parts of queries, so rights and filters go with them in one question to the database.
/// </summary>
internal static class SearchIndex
{
    // SQLite keeps the order of a cross join: first the words that match, then their rows. The other way round it looks for the
    // words again at each row.

    // PostgreSQL first makes the list of what matches: asked together with an order, it may rather go through all rows in that order
    // and work out the words of each.

    public static IQueryable<Guid> Points(GboDbContext db, SearchQuery query)
        => db.IsSqlite ? OfSqlite(db, "Point", query)
            : db.Database.SqlQuery<Guid>($"""WITH hits AS MATERIALIZED (SELECT "Id" AS "Value" FROM "AgendaItems" WHERE dutch_words("Title", "Description", "Remedy") @@ to_tsquery('pg_catalog.dutch', {query.ForPostgres()})) SELECT "Value" FROM hits""");

    /// <summary>Points for the coach alone, by the words of the text that stands in their place.</summary>
    public static IQueryable<Guid> NeutralTexts(GboDbContext db, SearchQuery query)
        => db.IsSqlite ? OfSqlite(db, "Neutral", query)
            : db.Database.SqlQuery<Guid>($"""WITH hits AS MATERIALIZED (SELECT "ItemId" AS "Value" FROM "NeutralTexts" WHERE dutch_words("Text") @@ to_tsquery('pg_catalog.dutch', {query.ForPostgres()})) SELECT "Value" FROM hits""");

    public static IQueryable<Guid> Answers(GboDbContext db, SearchQuery query)
        => db.IsSqlite ? OfSqlite(db, "Answer", query)
            : db.Database.SqlQuery<Guid>($"""WITH hits AS MATERIALIZED (SELECT "Id" AS "Value" FROM "Answers" WHERE dutch_words("Why", "WhatHappens") @@ to_tsquery('pg_catalog.dutch', {query.ForPostgres()})) SELECT "Value" FROM hits""");

    public static IQueryable<Guid> Feedback(GboDbContext db, SearchQuery query)
        => db.IsSqlite ? OfSqlite(db, "Feedback", query)
            : db.Database.SqlQuery<Guid>($"""WITH hits AS MATERIALIZED (SELECT "Id" AS "Value" FROM "Feedback" WHERE dutch_words("Description", "Remedy", "Answer") @@ to_tsquery('pg_catalog.dutch', {query.ForPostgres()})) SELECT "Value" FROM hits""");

    public static IQueryable<AgendaEntry> Reports(GboDbContext db, SearchQuery query)
    {
        var hits = db.IsSqlite
            ? db.Database.SqlQuery<ReportHit>($"""SELECT r."TargetId" AS "ItemId", r."PartId" AS "SessionId" FROM "SearchWords" w CROSS JOIN "SearchRows" r ON r."Id" = w.rowid WHERE r."Kind" = 'Report' AND "SearchWords" MATCH {query.ForSqlite()}""")
            : db.Database.SqlQuery<ReportHit>($"""WITH hits AS MATERIALIZED (SELECT "ItemId", "SessionId" FROM "AgendaEntries" WHERE dutch_words("WhatWasSaid", "Conclusion") @@ to_tsquery('pg_catalog.dutch', {query.ForPostgres()})) SELECT "ItemId", "SessionId" FROM hits""");
        return from hit in hits join entry in db.Set<AgendaEntry>().AsNoTracking() on new { hit.ItemId, hit.SessionId } equals new { entry.ItemId, entry.SessionId } select entry;
    }

    private static IQueryable<Guid> OfSqlite(GboDbContext db, string kind, SearchQuery query)
        => db.Database.SqlQuery<Guid>($"""SELECT r."TargetId" AS "Value" FROM "SearchWords" w CROSS JOIN "SearchRows" r ON r."Id" = w.rowid WHERE r."Kind" = {kind} AND "SearchWords" MATCH {query.ForSqlite()}""");
}
