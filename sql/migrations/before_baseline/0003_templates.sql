-- Learned templates: what a source prints around its stories. `source` is the host of the pages, without "www.".

-- A source whose pages were seen, and how many of its stories nobody has learned from yet.
CREATE TABLE newswire.template_source (
    source    text PRIMARY KEY,
    unlearned integer NOT NULL DEFAULT 0
) WITH (fillfactor = 70);

-- The last stories of each source, with the lines of their pages that may be template: 120 at the most, none older than
-- 30 days when the newest came. The primary key makes a story count once, however often its page is cleaned.
CREATE TABLE newswire.template_story (
    source     text NOT NULL,
    story_key  uuid NOT NULL,           -- of the story's first paragraphs
    url_key    uuid NOT NULL,
    fetched_at timestamptz NOT NULL,
    body       text[] NOT NULL,         -- the elements that hold the story's own paragraphs
    lines      jsonb NOT NULL,          -- each with the elements it stands in, its zone and its role
    prose      text[] NOT NULL,         -- those of the lines that are sentences: do other sources carry them?
    PRIMARY KEY (source, story_key)
);
CREATE INDEX template_story_prose ON newswire.template_story USING gin (prose);

-- What was learned, a row for each version; the newest counts, the 20 before it say what older articles were cleaned with.
CREATE TABLE newswire.template (
    source     text NOT NULL,
    version    integer NOT NULL,
    stories    integer NOT NULL,        -- learned from so many
    since      date NOT NULL,           -- the day of the first of them
    lines      jsonb NOT NULL,          -- a doubt says why a line stays although it recurs
    learned_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (source, version)
);
