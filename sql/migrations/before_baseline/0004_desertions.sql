-- A feed that kills whoever polls it is found out like a page that does: its lease ran out so many times in a row.
ALTER TABLE newswire.feed_state ADD COLUMN desertions integer NOT NULL DEFAULT 0;
