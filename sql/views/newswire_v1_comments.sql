-- What consumers read in psql's \d+: every view and column of newswire_v1 has a comment; a test checks it.

COMMENT ON SCHEMA newswire_v1 IS 'What consumers of newswire read; within v1, columns and parameters are only ever added';

COMMENT ON VIEW newswire_v1.article IS 'One row per live article, at its newest revision; embargoed and withdrawn ones are not in it';
COMMENT ON COLUMN newswire_v1.article.id IS 'The article''s number, the same in every view, never reused';
COMMENT ON COLUMN newswire_v1.article.url IS 'The address at which the article was announced, or which somebody requested';
COMMENT ON COLUMN newswire_v1.article.canonical_url IS 'The address that the page claims for itself, without tracking; the article''s identity';
COMMENT ON COLUMN newswire_v1.article.source IS 'The outlet''s name';
COMMENT ON COLUMN newswire_v1.article.feed IS 'The feed that announced it first, its address without passwords and tokens; NULL for a requested page';
COMMENT ON COLUMN newswire_v1.article.guid IS 'The feed''s own identifier of the entry';
COMMENT ON COLUMN newswire_v1.article.title IS 'The headline without an agency''s notes to editors';
COMMENT ON COLUMN newswire_v1.article.summary IS 'The standfirst, or the publisher''s description';
COMMENT ON COLUMN newswire_v1.article.body IS 'The story as plain text and nothing else; a blank line between paragraphs; the dateline as published';
COMMENT ON COLUMN newswire_v1.article.language IS 'The language of the text, as in "en"';
COMMENT ON COLUMN newswire_v1.article.byline IS 'The byline as printed';
COMMENT ON COLUMN newswire_v1.article.authors IS 'The names in the byline, one each';
COMMENT ON COLUMN newswire_v1.article.agency IS 'The news agency that the text names as its origin, as in "EFE"';
COMMENT ON COLUMN newswire_v1.article.dateline_place IS 'The place in the dateline';
COMMENT ON COLUMN newswire_v1.article.dateline_date IS 'The date in the dateline; a missing year is the one nearest to publication';
COMMENT ON COLUMN newswire_v1.article.slugline IS 'The agency''s working title of the story';
COMMENT ON COLUMN newswire_v1.article.keywords IS 'Keywords of the publisher';
COMMENT ON COLUMN newswire_v1.article.subjects IS 'Subjects as objects of scheme, code and name (IPTC)';
COMMENT ON COLUMN newswire_v1.article.image_url IS 'The picture that the publisher chose for the article';
COMMENT ON COLUMN newswire_v1.article.published_at IS 'Time of publication as the publisher states it; NULL where it states none';
COMMENT ON COLUMN newswire_v1.article.published_precision IS 'How exactly that is known: second, minute or day';
COMMENT ON COLUMN newswire_v1.article.first_seen_at IS 'When newswire first saw it announced';
COMMENT ON COLUMN newswire_v1.article.fetched_at IS 'When the text of this revision was fetched first';
COMMENT ON COLUMN newswire_v1.article.updated_at IS 'When any of these columns last changed; article_revision.current_from says when the revision was stored';
COMMENT ON COLUMN newswire_v1.article.revision IS '1 for the first text, one more for each change of text or status';
COMMENT ON COLUMN newswire_v1.article.status IS 'usable or corrected; withheld and canceled articles are in article_revision only';
COMMENT ON COLUMN newswire_v1.article.urgency IS '1, a flash, to 9 (IPTC)';
COMMENT ON COLUMN newswire_v1.article.embargoed_until IS 'When its embargo ended; NULL where it had none';
COMMENT ON COLUMN newswire_v1.article.ednote IS 'The publisher''s note about the text, for example a correction';
COMMENT ON COLUMN newswire_v1.article.word_count IS 'Words of the body, counted at white space';
COMMENT ON COLUMN newswire_v1.article.story_id IS 'Its story, see story; its own number while it stands alone. A change is told by an event of kind story';
COMMENT ON COLUMN newswire_v1.article.provenance IS 'Where each field''s value was found, and how sure it is';
COMMENT ON COLUMN newswire_v1.article.cleaner_version IS 'The cleaner that made the text, with the version of the source''s learned template';
COMMENT ON COLUMN newswire_v1.article.flags IS 'The agency''s flags before the headline, by name: update, corrected, wrapup, urgent, …';
COMMENT ON COLUMN newswire_v1.article.credits IS 'Credits below the text: who reported, wrote and edited';
COMMENT ON COLUMN newswire_v1.article.modified_at IS 'Time of the last change as the publisher states it';
COMMENT ON COLUMN newswire_v1.article.withdrawn_by_publisher IS 'Since when its page is gone or shows another story; NULL while it shows this one. The text is as it was last';
COMMENT ON COLUMN newswire_v1.article.wire IS 'What an agency''s item states and no other column has: format, version, media, links, rights, genres, expires, provider, credit, place, subheads, signals, extra; NULL for a web page';

COMMENT ON VIEW newswire_v1.article_revision IS 'Every revision with its text, its reason and two clocks: the publisher''s, and when newswire held it';
COMMENT ON COLUMN newswire_v1.article_revision.id IS 'The article';
COMMENT ON COLUMN newswire_v1.article_revision.revision IS '1, 2, … without holes';
COMMENT ON COLUMN newswire_v1.article_revision.reason IS 'Its reason: new, updated, corrected or withdrawn';
COMMENT ON COLUMN newswire_v1.article_revision.status IS 'usable, corrected, withheld or canceled';
COMMENT ON COLUMN newswire_v1.article_revision.title IS 'The headline then; NULL after a takedown';
COMMENT ON COLUMN newswire_v1.article_revision.summary IS 'The standfirst then';
COMMENT ON COLUMN newswire_v1.article_revision.body IS 'The text then; empty after a takedown';
COMMENT ON COLUMN newswire_v1.article_revision.byline IS 'The byline then';
COMMENT ON COLUMN newswire_v1.article_revision.ednote IS 'The note to this revision: what was corrected, why it was taken down';
COMMENT ON COLUMN newswire_v1.article_revision.published_at IS 'Time of publication as stated then';
COMMENT ON COLUMN newswire_v1.article_revision.fetched_at IS 'When this text was fetched first';
COMMENT ON COLUMN newswire_v1.article_revision.current_from IS 'From this moment on newswire held this revision';
COMMENT ON COLUMN newswire_v1.article_revision.current_until IS 'From this moment on it held the next one; NULL for the newest';
COMMENT ON COLUMN newswire_v1.article_revision.cleaner_version IS 'The cleaner that made the text';
COMMENT ON COLUMN newswire_v1.article_revision.modified_at IS 'Time of this change as the publisher states it';

COMMENT ON VIEW newswire_v1.article_sighting IS 'Every feed in which an article was seen, and when; copies under other addresses are sightings, too';
COMMENT ON COLUMN newswire_v1.article_sighting.id IS 'The article';
COMMENT ON COLUMN newswire_v1.article_sighting.feed IS 'The feed; NULL for a requested page';
COMMENT ON COLUMN newswire_v1.article_sighting.guid IS 'The feed''s own identifier of the entry';
COMMENT ON COLUMN newswire_v1.article_sighting.url IS 'The address in that feed';
COMMENT ON COLUMN newswire_v1.article_sighting.title IS 'The headline in that feed';
COMMENT ON COLUMN newswire_v1.article_sighting.first_seen_at IS 'When the feed showed it first';
COMMENT ON COLUMN newswire_v1.article_sighting.last_seen_at IS 'When the feed showed it last';
COMMENT ON COLUMN newswire_v1.article_sighting.times_seen IS 'In how many polls of the feed it was seen';

COMMENT ON VIEW newswire_v1.removed_text IS 'What the cleaner took out of each article, and why';
COMMENT ON COLUMN newswire_v1.removed_text.id IS 'The article';
COMMENT ON COLUMN newswire_v1.removed_text.revision IS 'The revision, always the newest';
COMMENT ON COLUMN newswire_v1.removed_text.line IS 'Its number among the lines or blocks of the page';
COMMENT ON COLUMN newswire_v1.removed_text.kind IS 'What it was, such as byline, related or template; docs/queries.md lists all kinds';
COMMENT ON COLUMN newswire_v1.removed_text.reason IS 'Which rule took it out';
COMMENT ON COLUMN newswire_v1.removed_text.text IS 'The text';
COMMENT ON COLUMN newswire_v1.removed_text.cleaner_version IS 'The cleaner that took it out';

COMMENT ON VIEW newswire_v1.ledger IS 'Entries by feed, day of discovery and state: every entry ever discovered is in exactly one state';
COMMENT ON COLUMN newswire_v1.ledger.feed IS 'The feed; NULL for pages that somebody asked for';
COMMENT ON COLUMN newswire_v1.ledger.day IS 'The day of discovery, in UTC';
COMMENT ON COLUMN newswire_v1.ledger.state IS 'waiting, in_work, loaded, duplicate, filtered or dead';
COMMENT ON COLUMN newswire_v1.ledger.entries IS 'How many entries';

COMMENT ON VIEW newswire_v1.feed_health IS 'How each feed does: ok, late, failing, silent, gone or paused, since when, and why';
COMMENT ON COLUMN newswire_v1.feed_health.feed IS 'The feed''s address, without passwords and tokens';
COMMENT ON COLUMN newswire_v1.feed_health.source IS 'The outlet''s name';
COMMENT ON COLUMN newswire_v1.feed_health.state IS 'ok, late, failing, silent, gone or paused';
COMMENT ON COLUMN newswire_v1.feed_health.since IS 'Since when it is in this state';
COMMENT ON COLUMN newswire_v1.feed_health.last_success_at IS 'When a poll last succeeded';
COMMENT ON COLUMN newswire_v1.feed_health.reason IS 'What went wrong, or what is malformed in it';
COMMENT ON COLUMN newswire_v1.feed_health.failures IS 'Polls that failed in a row';
COMMENT ON COLUMN newswire_v1.feed_health.next_poll_at IS 'When it is asked next';
COMMENT ON COLUMN newswire_v1.feed_health.last_new_at IS 'When it last had an entry never seen before';
COMMENT ON COLUMN newswire_v1.feed_health.entries_seen IS 'Entries of all polls together';
COMMENT ON COLUMN newswire_v1.feed_health.entries_new IS 'Those never seen before';
COMMENT ON COLUMN newswire_v1.feed_health.polls IS 'How often it was asked';

COMMENT ON VIEW newswire_v1.event IS 'The change feed; read it with events_after and keep the last cursor';
COMMENT ON COLUMN newswire_v1.event.cursor IS 'The place in the feed: hand it to events_after as it is; cursors sort as text, max(cursor) is the newest';
COMMENT ON COLUMN newswire_v1.event.kind IS 'new, updated, corrected, withdrawn, metadata (the same text with another byline, date, language, keyword and the like), or story: another place in a story';
COMMENT ON COLUMN newswire_v1.event.reason IS 'Why an article came or went without its publisher: retention, takedown, embargo; with kind metadata: withdrawn_by_publisher, shown_again; with kind story: joined, merged, leads; else NULL';
COMMENT ON COLUMN newswire_v1.event.id IS 'The article';
COMMENT ON COLUMN newswire_v1.event.revision IS 'The revision that the event brought';
COMMENT ON COLUMN newswire_v1.event.at IS 'When it was stored';

COMMENT ON FUNCTION newswire_v1.events_after IS
    'The events after a cursor ('''' or NULL for the beginning), in an order that misses nothing under concurrent writers; NOTIFY newswire_article tells that there may be more';
COMMENT ON FUNCTION newswire_v1.article_as_of IS
    'What was held at that moment: each revision from the moment it was stored up to, and not including, the moment of the next one';
COMMENT ON COLUMN newswire_v1.article_revision.provenance IS 'Where each field came from; "templates" is the version of the source''s template, "revision" says that the cleaner changed it';
COMMENT ON COLUMN newswire_v1.feed_health.what_next IS 'What happens to the feed next, and when';
COMMENT ON COLUMN newswire_v1.feed_health.moved_to IS 'Where a permanent redirect leads, followed for good once it has stayed so for two days';
COMMENT ON COLUMN newswire_v1.feed_health.suggested_url IS 'A feed that the site announces now and that may be this one';
COMMENT ON COLUMN newswire_v1.feed_health.may_have_lost_at IS 'The last poll that showed nothing of what an earlier one had shown: entries may have come and gone';
COMMENT ON COLUMN newswire_v1.feed_health.recovered_at IS 'When it last answered, or had news, after it had not for a time';
COMMENT ON COLUMN newswire_v1.feed_health.may_have_lost_times IS 'How many polls may have missed entries';
COMMENT ON COLUMN newswire_v1.feed_health.silent_after IS 'Without news for so long it counts as silent, by its own rhythm';
COMMENT ON COLUMN newswire_v1.article_revision.source IS 'The outlet''s name';
COMMENT ON COLUMN newswire_v1.article_revision.url IS 'The address at which the article was announced, or which somebody requested';
COMMENT ON COLUMN newswire_v1.article_revision.language IS 'The language of the text then; NULL where it was not recorded';
COMMENT ON COLUMN newswire_v1.article_revision.keywords IS 'Keywords of the publisher then; NULL where they were not recorded';
COMMENT ON COLUMN newswire_v1.article_revision.agency IS 'The news agency that the text named then';
COMMENT ON COLUMN newswire_v1.article_revision.authors IS 'The names in the byline then';
COMMENT ON COLUMN newswire_v1.article_revision.embargoed_until IS 'When the article became free; before that newswire held the revision back';
COMMENT ON COLUMN newswire_v1.article_revision.wire IS 'What an agency''s item stated then, as in article; NULL for a web page';
COMMENT ON COLUMN newswire_v1.feed_health.feed_id IS 'The feed''s number: two addresses may look alike without their tokens';
