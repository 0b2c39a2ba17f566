-- The words of points, answers, reports and feedback, for the search page.
-- Run again whenever this file or the schema changes: rebuilding a table in SQLite throws its triggers away.
-- A row gets the next number; where the author gave no name a random one below zero, because an order would tell between which others it came.
DROP TABLE IF EXISTS "SearchWords";
DROP TABLE IF EXISTS "SearchRows";
CREATE TABLE "SearchRows" (
    "Id" INTEGER PRIMARY KEY,
    "Kind" TEXT NOT NULL,
    "TargetId" TEXT NOT NULL,
    "PartId" TEXT NOT NULL DEFAULT '',
    UNIQUE ("Kind", "TargetId", "PartId")
);
CREATE VIRTUAL TABLE "SearchWords" USING fts5("Title", "Text", content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='3 5');

DROP TRIGGER IF EXISTS "AgendaItems_Search_Insert";
CREATE TRIGGER "AgendaItems_Search_Insert" AFTER INSERT ON "AgendaItems"
BEGIN
    INSERT INTO "SearchRows" ("Id", "Kind", "TargetId", "PartId") SELECT CASE WHEN new."Visibility" <> 'WithName' THEN -(abs(random() >> 2)) - 1 END, 'Point', new."Id", '';
    INSERT INTO "SearchWords" (rowid, "Title", "Text") SELECT "Id", new."Title", new."Description" || ' ' || coalesce(new."Remedy", '') FROM "SearchRows" WHERE "Kind" = 'Point' AND "TargetId" = new."Id" AND "PartId" = '';
END;
DROP TRIGGER IF EXISTS "AgendaItems_Search_Update";
CREATE TRIGGER "AgendaItems_Search_Update" AFTER UPDATE OF "Title", "Description", "Remedy" ON "AgendaItems"
WHEN old."Title" IS NOT new."Title" OR old."Description" IS NOT new."Description" OR old."Remedy" IS NOT new."Remedy"
BEGIN
    DELETE FROM "SearchWords" WHERE rowid = (SELECT "Id" FROM "SearchRows" WHERE "Kind" = 'Point' AND "TargetId" = old."Id" AND "PartId" = '');
    DELETE FROM "SearchRows" WHERE "Kind" = 'Point' AND "TargetId" = old."Id" AND "PartId" = '';
    INSERT INTO "SearchRows" ("Id", "Kind", "TargetId", "PartId") SELECT CASE WHEN new."Visibility" <> 'WithName' THEN -(abs(random() >> 2)) - 1 END, 'Point', new."Id", '';
    INSERT INTO "SearchWords" (rowid, "Title", "Text") SELECT "Id", new."Title", new."Description" || ' ' || coalesce(new."Remedy", '') FROM "SearchRows" WHERE "Kind" = 'Point' AND "TargetId" = new."Id" AND "PartId" = '';
END;
DROP TRIGGER IF EXISTS "AgendaItems_Search_Delete";
CREATE TRIGGER "AgendaItems_Search_Delete" AFTER DELETE ON "AgendaItems"
BEGIN
    DELETE FROM "SearchWords" WHERE rowid = (SELECT "Id" FROM "SearchRows" WHERE "Kind" = 'Point' AND "TargetId" = old."Id" AND "PartId" = '');
    DELETE FROM "SearchRows" WHERE "Kind" = 'Point' AND "TargetId" = old."Id" AND "PartId" = '';
END;
INSERT INTO "SearchRows" ("Id", "Kind", "TargetId", "PartId") SELECT CASE WHEN t."Visibility" <> 'WithName' THEN -(abs(random() >> 2)) - 1 END, 'Point', t."Id", '' FROM "AgendaItems" t;
INSERT INTO "SearchWords" (rowid, "Title", "Text") SELECT r."Id", t."Title", t."Description" || ' ' || coalesce(t."Remedy", '')
    FROM "AgendaItems" t JOIN "SearchRows" r ON r."Kind" = 'Point' AND r."TargetId" = t."Id" AND r."PartId" = '';

-- The text that stands in the place of a point for the coach alone: who may only read that, does not find the point by its own words.
DROP TRIGGER IF EXISTS "NeutralTexts_Search_Insert";
CREATE TRIGGER "NeutralTexts_Search_Insert" AFTER INSERT ON "NeutralTexts"
BEGIN
    INSERT INTO "SearchRows" ("Id", "Kind", "TargetId", "PartId") VALUES (-(abs(random() >> 2)) - 1, 'Neutral', new."ItemId", '');
    INSERT INTO "SearchWords" (rowid, "Title", "Text") SELECT "Id", '', new."Text" FROM "SearchRows" WHERE "Kind" = 'Neutral' AND "TargetId" = new."ItemId" AND "PartId" = '';
END;
DROP TRIGGER IF EXISTS "NeutralTexts_Search_Update";
CREATE TRIGGER "NeutralTexts_Search_Update" AFTER UPDATE OF "Text" ON "NeutralTexts"
WHEN old."Text" IS NOT new."Text"
BEGIN
    DELETE FROM "SearchWords" WHERE rowid = (SELECT "Id" FROM "SearchRows" WHERE "Kind" = 'Neutral' AND "TargetId" = old."ItemId" AND "PartId" = '');
    DELETE FROM "SearchRows" WHERE "Kind" = 'Neutral' AND "TargetId" = old."ItemId" AND "PartId" = '';
    INSERT INTO "SearchRows" ("Id", "Kind", "TargetId", "PartId") VALUES (-(abs(random() >> 2)) - 1, 'Neutral', new."ItemId", '');
    INSERT INTO "SearchWords" (rowid, "Title", "Text") SELECT "Id", '', new."Text" FROM "SearchRows" WHERE "Kind" = 'Neutral' AND "TargetId" = new."ItemId" AND "PartId" = '';
END;
DROP TRIGGER IF EXISTS "NeutralTexts_Search_Delete";
CREATE TRIGGER "NeutralTexts_Search_Delete" AFTER DELETE ON "NeutralTexts"
BEGIN
    DELETE FROM "SearchWords" WHERE rowid = (SELECT "Id" FROM "SearchRows" WHERE "Kind" = 'Neutral' AND "TargetId" = old."ItemId" AND "PartId" = '');
    DELETE FROM "SearchRows" WHERE "Kind" = 'Neutral' AND "TargetId" = old."ItemId" AND "PartId" = '';
END;
INSERT INTO "SearchRows" ("Id", "Kind", "TargetId", "PartId") SELECT -(abs(random() >> 2)) - 1, 'Neutral', t."ItemId", '' FROM "NeutralTexts" t;
INSERT INTO "SearchWords" (rowid, "Title", "Text") SELECT r."Id", '', t."Text"
    FROM "NeutralTexts" t JOIN "SearchRows" r ON r."Kind" = 'Neutral' AND r."TargetId" = t."ItemId" AND r."PartId" = '';

DROP TRIGGER IF EXISTS "Answers_Search_Insert";
CREATE TRIGGER "Answers_Search_Insert" AFTER INSERT ON "Answers"
BEGIN
    INSERT INTO "SearchRows" ("Id", "Kind", "TargetId", "PartId") SELECT NULL, 'Answer', new."Id", '' WHERE new."Why" IS NOT NULL;
    INSERT INTO "SearchWords" (rowid, "Title", "Text") SELECT "Id", '', coalesce(new."Why", '') || ' ' || coalesce(new."WhatHappens", '') FROM "SearchRows" WHERE "Kind" = 'Answer' AND "TargetId" = new."Id" AND "PartId" = '';
END;
DROP TRIGGER IF EXISTS "Answers_Search_Update";
CREATE TRIGGER "Answers_Search_Update" AFTER UPDATE OF "Why", "WhatHappens" ON "Answers"
WHEN old."Why" IS NOT new."Why" OR old."WhatHappens" IS NOT new."WhatHappens"
BEGIN
    DELETE FROM "SearchWords" WHERE rowid = (SELECT "Id" FROM "SearchRows" WHERE "Kind" = 'Answer' AND "TargetId" = old."Id" AND "PartId" = '');
    DELETE FROM "SearchRows" WHERE "Kind" = 'Answer' AND "TargetId" = old."Id" AND "PartId" = '';
    INSERT INTO "SearchRows" ("Id", "Kind", "TargetId", "PartId") SELECT NULL, 'Answer', new."Id", '' WHERE new."Why" IS NOT NULL;
    INSERT INTO "SearchWords" (rowid, "Title", "Text") SELECT "Id", '', coalesce(new."Why", '') || ' ' || coalesce(new."WhatHappens", '') FROM "SearchRows" WHERE "Kind" = 'Answer' AND "TargetId" = new."Id" AND "PartId" = '';
END;
DROP TRIGGER IF EXISTS "Answers_Search_Delete";
CREATE TRIGGER "Answers_Search_Delete" AFTER DELETE ON "Answers"
BEGIN
    DELETE FROM "SearchWords" WHERE rowid = (SELECT "Id" FROM "SearchRows" WHERE "Kind" = 'Answer' AND "TargetId" = old."Id" AND "PartId" = '');
    DELETE FROM "SearchRows" WHERE "Kind" = 'Answer' AND "TargetId" = old."Id" AND "PartId" = '';
END;
INSERT INTO "SearchRows" ("Id", "Kind", "TargetId", "PartId") SELECT NULL, 'Answer', t."Id", '' FROM "Answers" t WHERE t."Why" IS NOT NULL;
INSERT INTO "SearchWords" (rowid, "Title", "Text") SELECT r."Id", '', coalesce(t."Why", '') || ' ' || coalesce(t."WhatHappens", '')
    FROM "Answers" t JOIN "SearchRows" r ON r."Kind" = 'Answer' AND r."TargetId" = t."Id" AND r."PartId" = '';

DROP TRIGGER IF EXISTS "AgendaEntries_Search_Insert";
CREATE TRIGGER "AgendaEntries_Search_Insert" AFTER INSERT ON "AgendaEntries"
BEGIN
    INSERT INTO "SearchRows" ("Id", "Kind", "TargetId", "PartId") SELECT NULL, 'Report', new."ItemId", new."SessionId" WHERE new."WhatWasSaid" IS NOT NULL OR new."Conclusion" IS NOT NULL;
    INSERT INTO "SearchWords" (rowid, "Title", "Text") SELECT "Id", '', coalesce(new."WhatWasSaid", '') || ' ' || coalesce(new."Conclusion", '') FROM "SearchRows" WHERE "Kind" = 'Report' AND "TargetId" = new."ItemId" AND "PartId" = new."SessionId";
END;
DROP TRIGGER IF EXISTS "AgendaEntries_Search_Update";
CREATE TRIGGER "AgendaEntries_Search_Update" AFTER UPDATE OF "WhatWasSaid", "Conclusion" ON "AgendaEntries"
WHEN old."WhatWasSaid" IS NOT new."WhatWasSaid" OR old."Conclusion" IS NOT new."Conclusion"
BEGIN
    DELETE FROM "SearchWords" WHERE rowid = (SELECT "Id" FROM "SearchRows" WHERE "Kind" = 'Report' AND "TargetId" = old."ItemId" AND "PartId" = old."SessionId");
    DELETE FROM "SearchRows" WHERE "Kind" = 'Report' AND "TargetId" = old."ItemId" AND "PartId" = old."SessionId";
    INSERT INTO "SearchRows" ("Id", "Kind", "TargetId", "PartId") SELECT NULL, 'Report', new."ItemId", new."SessionId" WHERE new."WhatWasSaid" IS NOT NULL OR new."Conclusion" IS NOT NULL;
    INSERT INTO "SearchWords" (rowid, "Title", "Text") SELECT "Id", '', coalesce(new."WhatWasSaid", '') || ' ' || coalesce(new."Conclusion", '') FROM "SearchRows" WHERE "Kind" = 'Report' AND "TargetId" = new."ItemId" AND "PartId" = new."SessionId";
END;
DROP TRIGGER IF EXISTS "AgendaEntries_Search_Delete";
CREATE TRIGGER "AgendaEntries_Search_Delete" AFTER DELETE ON "AgendaEntries"
BEGIN
    DELETE FROM "SearchWords" WHERE rowid = (SELECT "Id" FROM "SearchRows" WHERE "Kind" = 'Report' AND "TargetId" = old."ItemId" AND "PartId" = old."SessionId");
    DELETE FROM "SearchRows" WHERE "Kind" = 'Report' AND "TargetId" = old."ItemId" AND "PartId" = old."SessionId";
END;
INSERT INTO "SearchRows" ("Id", "Kind", "TargetId", "PartId") SELECT NULL, 'Report', t."ItemId", t."SessionId" FROM "AgendaEntries" t WHERE t."WhatWasSaid" IS NOT NULL OR t."Conclusion" IS NOT NULL;
INSERT INTO "SearchWords" (rowid, "Title", "Text") SELECT r."Id", '', coalesce(t."WhatWasSaid", '') || ' ' || coalesce(t."Conclusion", '')
    FROM "AgendaEntries" t JOIN "SearchRows" r ON r."Kind" = 'Report' AND r."TargetId" = t."ItemId" AND r."PartId" = t."SessionId";

DROP TRIGGER IF EXISTS "Feedback_Search_Insert";
CREATE TRIGGER "Feedback_Search_Insert" AFTER INSERT ON "Feedback"
BEGIN
    INSERT INTO "SearchRows" ("Id", "Kind", "TargetId", "PartId") SELECT -(abs(random() >> 2)) - 1, 'Feedback', new."Id", '';
    INSERT INTO "SearchWords" (rowid, "Title", "Text") SELECT "Id", '', new."Description" || ' ' || coalesce(new."Remedy", '') || ' ' || coalesce(new."Answer", '') FROM "SearchRows" WHERE "Kind" = 'Feedback' AND "TargetId" = new."Id" AND "PartId" = '';
END;
DROP TRIGGER IF EXISTS "Feedback_Search_Update";
CREATE TRIGGER "Feedback_Search_Update" AFTER UPDATE OF "Description", "Remedy", "Answer" ON "Feedback"
WHEN old."Description" IS NOT new."Description" OR old."Remedy" IS NOT new."Remedy" OR old."Answer" IS NOT new."Answer"
BEGIN
    DELETE FROM "SearchWords" WHERE rowid = (SELECT "Id" FROM "SearchRows" WHERE "Kind" = 'Feedback' AND "TargetId" = old."Id" AND "PartId" = '');
    DELETE FROM "SearchRows" WHERE "Kind" = 'Feedback' AND "TargetId" = old."Id" AND "PartId" = '';
    INSERT INTO "SearchRows" ("Id", "Kind", "TargetId", "PartId") SELECT -(abs(random() >> 2)) - 1, 'Feedback', new."Id", '';
    INSERT INTO "SearchWords" (rowid, "Title", "Text") SELECT "Id", '', new."Description" || ' ' || coalesce(new."Remedy", '') || ' ' || coalesce(new."Answer", '') FROM "SearchRows" WHERE "Kind" = 'Feedback' AND "TargetId" = new."Id" AND "PartId" = '';
END;
DROP TRIGGER IF EXISTS "Feedback_Search_Delete";
CREATE TRIGGER "Feedback_Search_Delete" AFTER DELETE ON "Feedback"
BEGIN
    DELETE FROM "SearchWords" WHERE rowid = (SELECT "Id" FROM "SearchRows" WHERE "Kind" = 'Feedback' AND "TargetId" = old."Id" AND "PartId" = '');
    DELETE FROM "SearchRows" WHERE "Kind" = 'Feedback' AND "TargetId" = old."Id" AND "PartId" = '';
END;
INSERT INTO "SearchRows" ("Id", "Kind", "TargetId", "PartId") SELECT -(abs(random() >> 2)) - 1, 'Feedback', t."Id", '' FROM "Feedback" t;
INSERT INTO "SearchWords" (rowid, "Title", "Text") SELECT r."Id", '', t."Description" || ' ' || coalesce(t."Remedy", '') || ' ' || coalesce(t."Answer", '')
    FROM "Feedback" t JOIN "SearchRows" r ON r."Kind" = 'Feedback' AND r."TargetId" = t."Id" AND r."PartId" = '';
