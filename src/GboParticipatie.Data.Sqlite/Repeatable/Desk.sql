-- What the desk of a coach is read by and EF's model cannot say: indexes of expressions.
-- The order of the list of everything (WorkQuery) and of all points: by day, what has none last.
CREATE INDEX IF NOT EXISTS "IX_AgendaItems_Everything" ON "AgendaItems" (COALESCE("DueOn", '9999-12-31'), "Reference", "Id");
CREATE INDEX IF NOT EXISTS "IX_Feedback_Everything" ON "Feedback" (COALESCE("DueOn", '9999-12-31'), "Reference", "Id");
CREATE INDEX IF NOT EXISTS "IX_Answers_Everything" ON "Answers" ("DueOn");
CREATE INDEX IF NOT EXISTS "IX_Actions_Everything" ON "Actions" (CASE WHEN "TrialUntil" > "DueOn" THEN "TrialUntil" ELSE "DueOn" END);
CREATE INDEX IF NOT EXISTS "IX_Actions_Open" ON "Actions" (CASE WHEN "TrialUntil" > "DueOn" THEN "TrialUntil" ELSE "DueOn" END) WHERE "EndedOn" IS NULL;
-- What came back after an answer, counted on each look at the desk.
CREATE INDEX IF NOT EXISTS "IX_AgendaItems_CameBack" ON "AgendaItems" ("ReopenedAt", "DueOn", "Status", "OwnerUserId") WHERE "ReopenedAt" IS NOT NULL;
