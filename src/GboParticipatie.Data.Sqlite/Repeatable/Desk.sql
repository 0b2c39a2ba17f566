-- The order of the list of everything on the desk (WorkQuery): by day, what has none last. Indexes of expressions, which EF's model cannot say.
CREATE INDEX IF NOT EXISTS "IX_AgendaItems_Everything" ON "AgendaItems" (COALESCE("DueOn", '9999-12-31'), "Reference", "Id");
CREATE INDEX IF NOT EXISTS "IX_Feedback_Everything" ON "Feedback" (COALESCE("DueOn", '9999-12-31'), "Reference", "Id");
CREATE INDEX IF NOT EXISTS "IX_Actions_Everything" ON "Actions" (CASE WHEN "TrialUntil" > "DueOn" THEN "TrialUntil" ELSE "DueOn" END);
CREATE INDEX IF NOT EXISTS "IX_Answers_Everything" ON "Answers" ("DueOn");
