-- newswire_v1.story and its related views: who had a story first, and how the other articles differ.

-- The outlets that carry a story: as sources of its articles, as feeds that showed them, as feeds whose entry waited for theirs.
CREATE OR REPLACE VIEW newswire.story_outlet AS
SELECT m.story_id, m.source_id FROM newswire.story_member m
UNION
SELECT m.story_id, f.source_id FROM newswire.story_member m
JOIN newswire.entry e USING (article_id) JOIN newswire.feed f USING (feed_id)
UNION
SELECT m.story_id, f.source_id FROM newswire.story_member m
JOIN newswire.entry twin USING (article_id)
JOIN newswire.entry e ON e.twin_id = twin.entry_id JOIN newswire.feed f ON f.feed_id = e.feed_id;

-- Stories, as grouping keeps them up. Nothing of a story is shown while its lead is hidden: it gets another one in seconds.
-- Without a barrier, so that PostgreSQL reads outlets and countries for the rows that a LIMIT leaves only. A condition of a
-- reader can meet the agency, the languages and the count of a story whose lead was hidden seconds ago: no more than all
-- could read before. What is hidden from the start is in no story.
CREATE OR REPLACE VIEW newswire_v1.story AS
SELECT s.story_id AS id, s.lead_id AS first_article,
    (SELECT a.title FROM newswire.open_article a WHERE a.article_id = s.lead_id AND a.month = s.lead_month) AS title,
    s.agency, s.articles,
    (SELECT count(*) FROM newswire.story_outlet o WHERE o.story_id = s.story_id) AS outlets,
    (SELECT array_agg(DISTINCT n.name ORDER BY n.name) FROM newswire.story_outlet o
     JOIN newswire.source n USING (source_id) WHERE o.story_id = s.story_id) AS outlet_names,
    s.first_seen_at AS began_at, s.last_seen_at AS last_at, s.last_seen_at - s.first_seen_at AS span,
    (SELECT a.title FROM newswire.open_article a WHERE a.article_id = s.lead_id AND a.month = s.lead_month) AS headline,
    s.language, s.first_seen_at, s.last_seen_at, s.known_by, s.sureness, s.languages,
    (SELECT array_agg(DISTINCT o.country ORDER BY o.country) FROM newswire.story_member m
     JOIN newswire.outlet o USING (source_id) WHERE m.story_id = s.story_id AND o.country IS NOT NULL) AS countries
FROM newswire.story s
WHERE EXISTS (SELECT FROM newswire.open_article a WHERE a.article_id = s.lead_id AND a.month = s.lead_month);

DROP FUNCTION IF EXISTS newswire.outlets_of(bigint[]);

CREATE OR REPLACE VIEW newswire_v1.story_article WITH (security_barrier) AS
SELECT m.story_id AS story, m.article_id AS article, m.relation, m.to_id AS to_article, m.containment,
    m.at - lead.at AS lag, m.at AS appeared_at, o.name AS source
FROM newswire.story_member m
JOIN newswire.source o USING (source_id)
JOIN newswire.story s USING (story_id)
JOIN newswire.story_member lead ON lead.article_id = s.lead_id
WHERE EXISTS (SELECT FROM newswire.open_article a WHERE a.article_id = m.article_id AND a.month = m.month);

CREATE OR REPLACE VIEW newswire_v1.story_link WITH (security_barrier) AS
SELECT l.article_id AS article, l.to_id AS to_article, l.relation, l.containment
FROM newswire.story_link l
JOIN newswire.story_member m ON m.article_id = l.article_id JOIN newswire.story_member t ON t.article_id = l.to_id
WHERE m.story_id <> t.story_id
  AND EXISTS (SELECT FROM newswire.open_article a WHERE a.article_id = m.article_id AND a.month = m.month)
  AND EXISTS (SELECT FROM newswire.open_article a WHERE a.article_id = t.article_id AND a.month = t.month);

CREATE OR REPLACE VIEW newswire_v1.story_merge AS
SELECT g.story_id AS story, g.into_id AS into_story, g.at FROM newswire.story_merge g;

COMMENT ON VIEW newswire_v1.story IS 'One row per story: articles that tell the same story, or a single article. Grouping follows loading by some seconds';
COMMENT ON COLUMN newswire_v1.story.id IS 'The story''s id: the id of the article that it began with. It never changes, but a story can become part of another one: see story_merge';
COMMENT ON COLUMN newswire_v1.story.first_article IS 'The leading article: the agency''s own text, else the article that appeared first';
COMMENT ON COLUMN newswire_v1.story.title IS 'The same as headline';
COMMENT ON COLUMN newswire_v1.story.agency IS 'The agency of origin; NULL if none is known';
COMMENT ON COLUMN newswire_v1.story.articles IS 'Number of its articles';
COMMENT ON COLUMN newswire_v1.story.outlets IS 'Number of outlets that carry it: with an article of their own, a copy, or an entry in their feed';
COMMENT ON COLUMN newswire_v1.story.outlet_names IS 'The names of those outlets';
COMMENT ON COLUMN newswire_v1.story.began_at IS 'The same as first_seen_at';
COMMENT ON COLUMN newswire_v1.story.last_at IS 'The same as last_seen_at';
COMMENT ON COLUMN newswire_v1.story.span IS 'The time from first_seen_at to last_seen_at';
COMMENT ON COLUMN newswire_v1.story.headline IS 'The headline of the leading article';
COMMENT ON COLUMN newswire_v1.story.language IS 'The language of the leading article';
COMMENT ON COLUMN newswire_v1.story.first_seen_at IS 'When its first article was published, or first seen if that is unknown';
COMMENT ON COLUMN newswire_v1.story.last_seen_at IS 'When its last article was published, or first seen if that is unknown';
COMMENT ON COLUMN newswire_v1.story.known_by IS 'The evidence for its origin: wire item held, dateline and credit, credit, byline, first seen';
COMMENT ON COLUMN newswire_v1.story.sureness IS 'How sure the origin is: certain, likely, guess';
COMMENT ON COLUMN newswire_v1.story.languages IS 'The languages of its articles';
COMMENT ON COLUMN newswire_v1.story.countries IS 'The countries of the sources of its articles, where known';

COMMENT ON VIEW newswire_v1.story_article IS 'The articles of each story, with their relation to the nearest article';
COMMENT ON COLUMN newswire_v1.story_article.story IS 'The story';
COMMENT ON COLUMN newswire_v1.story_article.article IS 'The article';
COMMENT ON COLUMN newswire_v1.story_article.relation IS 'identical, copy, shortens, extends, updates, corrects or variant; NULL for the article that began the story';
COMMENT ON COLUMN newswire_v1.story_article.to_article IS 'The nearest article, to which the relation holds';
COMMENT ON COLUMN newswire_v1.story_article.containment IS 'The share of the shorter text that is in the longer one, from 0 to 1';
COMMENT ON COLUMN newswire_v1.story_article.lag IS 'The time by which it appeared later than the leading article';
COMMENT ON COLUMN newswire_v1.story_article.appeared_at IS 'When it was published, or first seen if that is unknown';
COMMENT ON COLUMN newswire_v1.story_article.source IS 'The outlet''s name, as in article.source';

COMMENT ON VIEW newswire_v1.story_link IS 'Pairs of articles of different stories that share passages or a form';
COMMENT ON COLUMN newswire_v1.story_link.article IS 'The article';
COMMENT ON COLUMN newswire_v1.story_link.to_article IS 'An article of another story';
COMMENT ON COLUMN newswire_v1.story_link.relation IS 'related (shared passages) or series (another issue of the same form); another relation if the article is a digest';
COMMENT ON COLUMN newswire_v1.story_link.containment IS 'The share of the shorter text that is in the longer one, from 0 to 1';

COMMENT ON VIEW newswire_v1.story_merge IS 'Stories that became part of another story';
COMMENT ON COLUMN newswire_v1.story_merge.story IS 'The id of the story that ended';
COMMENT ON COLUMN newswire_v1.story_merge.into_story IS 'The id of the story that it became part of';
COMMENT ON COLUMN newswire_v1.story_merge.at IS 'When the two were merged';

GRANT SELECT ON newswire_v1.story, newswire_v1.story_article, newswire_v1.story_link, newswire_v1.story_merge
TO newswire_reader, newswire_writer;
