-- The words of points, answers, reports and feedback, for the search page. The pages ask with the same calls, so that the indexes serve them.
-- Run again whenever this file or the schema changes.
CREATE OR REPLACE FUNCTION dutch_words(VARIADIC texts text[]) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT to_tsvector('pg_catalog.dutch', array_to_string(texts, ' ')) $$;
DROP INDEX IF EXISTS "IX_AgendaItems_Search";
CREATE INDEX "IX_AgendaItems_Search" ON "AgendaItems" USING gin (dutch_words("Title", "Description", "Remedy"));
DROP INDEX IF EXISTS "IX_NeutralTexts_Search";
CREATE INDEX "IX_NeutralTexts_Search" ON "NeutralTexts" USING gin (dutch_words("Text"));
DROP INDEX IF EXISTS "IX_Answers_Search";
CREATE INDEX "IX_Answers_Search" ON "Answers" USING gin (dutch_words("Why", "WhatHappens"));
DROP INDEX IF EXISTS "IX_AgendaEntries_Search";
CREATE INDEX "IX_AgendaEntries_Search" ON "AgendaEntries" USING gin (dutch_words("WhatWasSaid", "Conclusion"));
DROP INDEX IF EXISTS "IX_Feedback_Search";
CREATE INDEX "IX_Feedback_Search" ON "Feedback" USING gin (dutch_words("Description", "Remedy", "Answer"));
