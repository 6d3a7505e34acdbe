-- What consumers read in psql's \d+: every view and column of newswire_v1 has a comment; a test checks it.

COMMENT ON SCHEMA newswire_v1 IS 'The public schema of newswire; within v1, columns and parameters are only added';

COMMENT ON VIEW newswire_v1.article IS 'One row per live article, at its newest revision; without embargoed and withdrawn articles';
COMMENT ON COLUMN newswire_v1.article.id IS 'The article''s number, the same in every view, never reused';
COMMENT ON COLUMN newswire_v1.article.url IS 'The address that the feed announced, or that was requested with newswire ingest';
COMMENT ON COLUMN newswire_v1.article.canonical_url IS 'The address that the page states as its own, without tracking parameters; it identifies the article';
COMMENT ON COLUMN newswire_v1.article.source IS 'The outlet''s name';
COMMENT ON COLUMN newswire_v1.article.feed IS 'The address of the feed that announced it first, without passwords and tokens; NULL for a requested page';
COMMENT ON COLUMN newswire_v1.article.guid IS 'The feed''s own identifier of the entry';
COMMENT ON COLUMN newswire_v1.article.title IS 'The headline without an agency''s notes to editors';
COMMENT ON COLUMN newswire_v1.article.summary IS 'The standfirst, or the publisher''s description';
COMMENT ON COLUMN newswire_v1.article.body IS 'The story as plain text, without boilerplate; a blank line between paragraphs; the dateline as published';
COMMENT ON COLUMN newswire_v1.article.language IS 'The language of the text, as in "en"';
COMMENT ON COLUMN newswire_v1.article.byline IS 'The byline as printed';
COMMENT ON COLUMN newswire_v1.article.authors IS 'The names in the byline, one per element';
COMMENT ON COLUMN newswire_v1.article.agency IS 'The news agency that the text names as its origin, as in "EFE"';
COMMENT ON COLUMN newswire_v1.article.dateline_place IS 'The place in the dateline';
COMMENT ON COLUMN newswire_v1.article.dateline_date IS 'The date in the dateline; if it states no year, the year nearest to publication';
COMMENT ON COLUMN newswire_v1.article.slugline IS 'The agency''s working title of the story';
COMMENT ON COLUMN newswire_v1.article.keywords IS 'Keywords of the publisher';
COMMENT ON COLUMN newswire_v1.article.subjects IS 'Subjects as objects of scheme, code and name (IPTC)';
COMMENT ON COLUMN newswire_v1.article.image_url IS 'The picture that the publisher chose for the article';
COMMENT ON COLUMN newswire_v1.article.published_at IS 'Time of publication as the publisher states it; NULL if it states none';
COMMENT ON COLUMN newswire_v1.article.published_precision IS 'Precision of published_at: second, minute or day';
COMMENT ON COLUMN newswire_v1.article.first_seen_at IS 'When newswire first saw the article';
COMMENT ON COLUMN newswire_v1.article.fetched_at IS 'When the text of this revision was first fetched';
COMMENT ON COLUMN newswire_v1.article.updated_at IS 'When any of these columns last changed; article_revision.current_from is the time when the revision was stored';
COMMENT ON COLUMN newswire_v1.article.revision IS '1 for the first text, one more for each change of text or status';
COMMENT ON COLUMN newswire_v1.article.status IS 'usable or corrected; withheld and canceled articles are in article_revision only';
COMMENT ON COLUMN newswire_v1.article.urgency IS 'Urgency by the IPTC''s scale, from 1 (a flash) to 9';
COMMENT ON COLUMN newswire_v1.article.embargoed_until IS 'When its embargo ended; NULL if it had none';
COMMENT ON COLUMN newswire_v1.article.ednote IS 'The publisher''s note about the text, for example a correction';
COMMENT ON COLUMN newswire_v1.article.word_count IS 'Number of words in the body, separated by white space';
COMMENT ON COLUMN newswire_v1.article.story_id IS 'The id of its story in the view story; its own id if no other article tells that story. A change raises an event of kind story';
COMMENT ON COLUMN newswire_v1.article.provenance IS 'Where the value of each field was found, and how sure it is';
COMMENT ON COLUMN newswire_v1.article.cleaner_version IS 'The cleaner that made the text, with the version of the source''s learned template';
COMMENT ON COLUMN newswire_v1.article.flags IS 'The agency''s flags before the headline, by name: update, corrected, wrapup, urgent, …';
COMMENT ON COLUMN newswire_v1.article.credits IS 'Credits below the text: who reported, wrote and edited';
COMMENT ON COLUMN newswire_v1.article.modified_at IS 'Time of the last change as the publisher states it';
COMMENT ON COLUMN newswire_v1.article.withdrawn_by_publisher IS 'When its page was found gone or showing another story; NULL while the page shows this story. The text stays as last seen';
COMMENT ON COLUMN newswire_v1.article.wire IS 'What an agency''s item states that no other column holds: format, version, media, links, rights, genres, expires, provider, credit, place, subheads, signals, extra; NULL for a web page';

COMMENT ON VIEW newswire_v1.article_revision IS 'Every revision with its text, its reason and two times: the publisher''s, and the time when newswire held it';
COMMENT ON COLUMN newswire_v1.article_revision.id IS 'The article';
COMMENT ON COLUMN newswire_v1.article_revision.revision IS 'Number of the revision: 1, 2, … without gaps';
COMMENT ON COLUMN newswire_v1.article_revision.reason IS 'Why there is a revision: new, updated, corrected or withdrawn';
COMMENT ON COLUMN newswire_v1.article_revision.status IS 'usable, corrected, withheld or canceled';
COMMENT ON COLUMN newswire_v1.article_revision.title IS 'The headline of this revision; NULL after a takedown';
COMMENT ON COLUMN newswire_v1.article_revision.summary IS 'The standfirst of this revision';
COMMENT ON COLUMN newswire_v1.article_revision.body IS 'The text of this revision; empty after a takedown';
COMMENT ON COLUMN newswire_v1.article_revision.byline IS 'The byline of this revision';
COMMENT ON COLUMN newswire_v1.article_revision.ednote IS 'The note to this revision: what was corrected, or why it was taken down';
COMMENT ON COLUMN newswire_v1.article_revision.published_at IS 'Time of publication as this revision states it';
COMMENT ON COLUMN newswire_v1.article_revision.fetched_at IS 'When this text was first fetched';
COMMENT ON COLUMN newswire_v1.article_revision.current_from IS 'When newswire stored this revision';
COMMENT ON COLUMN newswire_v1.article_revision.current_until IS 'When newswire stored the next revision; NULL for the newest';
COMMENT ON COLUMN newswire_v1.article_revision.cleaner_version IS 'The cleaner that made the text';
COMMENT ON COLUMN newswire_v1.article_revision.modified_at IS 'Time of this change as the publisher states it';

COMMENT ON VIEW newswire_v1.article_sighting IS 'Every feed in which an article was seen, and when; copies at other addresses are sightings too';
COMMENT ON COLUMN newswire_v1.article_sighting.id IS 'The article';
COMMENT ON COLUMN newswire_v1.article_sighting.feed IS 'The feed; NULL for a requested page';
COMMENT ON COLUMN newswire_v1.article_sighting.guid IS 'The feed''s own identifier of the entry';
COMMENT ON COLUMN newswire_v1.article_sighting.url IS 'The address in that feed';
COMMENT ON COLUMN newswire_v1.article_sighting.title IS 'The headline in that feed';
COMMENT ON COLUMN newswire_v1.article_sighting.first_seen_at IS 'When the feed first showed it';
COMMENT ON COLUMN newswire_v1.article_sighting.last_seen_at IS 'When the feed last showed it';
COMMENT ON COLUMN newswire_v1.article_sighting.times_seen IS 'Number of polls in which the feed showed it';

COMMENT ON VIEW newswire_v1.removed_text IS 'The text that the cleaner removed from each article, and why';
COMMENT ON COLUMN newswire_v1.removed_text.id IS 'The article';
COMMENT ON COLUMN newswire_v1.removed_text.revision IS 'The revision, always the newest';
COMMENT ON COLUMN newswire_v1.removed_text.line IS 'Its number among the lines or blocks of the page';
COMMENT ON COLUMN newswire_v1.removed_text.kind IS 'What it was, such as byline, related or template; docs/queries.md lists all kinds';
COMMENT ON COLUMN newswire_v1.removed_text.reason IS 'The rule that removed it';
COMMENT ON COLUMN newswire_v1.removed_text.text IS 'The removed text';
COMMENT ON COLUMN newswire_v1.removed_text.cleaner_version IS 'The version of the cleaner that removed it';

COMMENT ON VIEW newswire_v1.ledger IS 'Number of entries by feed, day of discovery and state: every entry is in exactly one state';
COMMENT ON COLUMN newswire_v1.ledger.feed IS 'The feed; NULL for requested pages';
COMMENT ON COLUMN newswire_v1.ledger.day IS 'The day of discovery, in UTC';
COMMENT ON COLUMN newswire_v1.ledger.state IS 'waiting, in_work, loaded, duplicate, filtered or dead';
COMMENT ON COLUMN newswire_v1.ledger.entries IS 'Number of entries';

COMMENT ON VIEW newswire_v1.feed_health IS 'The state of each feed, since when, and why';
COMMENT ON COLUMN newswire_v1.feed_health.feed IS 'The feed''s address, without passwords and tokens';
COMMENT ON COLUMN newswire_v1.feed_health.source IS 'The outlet''s name';
COMMENT ON COLUMN newswire_v1.feed_health.state IS 'ok, late, failing, silent, gone or paused';
COMMENT ON COLUMN newswire_v1.feed_health.since IS 'When it entered this state';
COMMENT ON COLUMN newswire_v1.feed_health.last_success_at IS 'When a poll last succeeded';
COMMENT ON COLUMN newswire_v1.feed_health.reason IS 'What went wrong, or what is malformed in it';
COMMENT ON COLUMN newswire_v1.feed_health.failures IS 'Number of polls that failed in a row';
COMMENT ON COLUMN newswire_v1.feed_health.next_poll_at IS 'When it is polled next';
COMMENT ON COLUMN newswire_v1.feed_health.last_new_at IS 'When it last had a new entry';
COMMENT ON COLUMN newswire_v1.feed_health.entries_seen IS 'Number of entries in all polls together';
COMMENT ON COLUMN newswire_v1.feed_health.entries_new IS 'Number of entries that were new';
COMMENT ON COLUMN newswire_v1.feed_health.polls IS 'Number of polls';

COMMENT ON VIEW newswire_v1.event IS 'The change feed; read it with events_after and keep the last cursor';
COMMENT ON COLUMN newswire_v1.event.cursor IS 'The position in the change feed, for events_after; cursors sort as text, so max(cursor) is the newest';
COMMENT ON COLUMN newswire_v1.event.kind IS 'new, updated, corrected, withdrawn, metadata (same text, but byline, date, language, keywords or the like changed) or story (the article''s story changed)';
COMMENT ON COLUMN newswire_v1.event.reason IS 'Why an article appeared or disappeared without a change by its publisher: retention, takedown, embargo; with kind metadata: withdrawn_by_publisher, shown_again; with kind story: joined, merged, leads; else NULL';
COMMENT ON COLUMN newswire_v1.event.id IS 'The article';
COMMENT ON COLUMN newswire_v1.event.revision IS 'The revision that the event brought';
COMMENT ON COLUMN newswire_v1.event.at IS 'When the event was stored';

COMMENT ON FUNCTION newswire_v1.events_after IS
    'The events after a cursor ('''' or NULL for the beginning); none is missed, even with concurrent writers. NOTIFY newswire_article announces that there may be more';
COMMENT ON FUNCTION newswire_v1.article_as_of IS
    'The articles as newswire held them at that moment: each revision counts from when it was stored until the next one was stored, excluding that moment';
COMMENT ON COLUMN newswire_v1.article_revision.provenance IS 'Where each field came from; "templates" is the version of the source''s template, "revision" says that a change of the cleaner made this revision';
COMMENT ON COLUMN newswire_v1.feed_health.what_next IS 'What happens to the feed next, and when';
COMMENT ON COLUMN newswire_v1.feed_health.moved_to IS 'The target of a permanent redirect; newswire adopts it after two days';
COMMENT ON COLUMN newswire_v1.feed_health.suggested_url IS 'A feed that the site now announces and that may replace this one';
COMMENT ON COLUMN newswire_v1.feed_health.may_have_lost_at IS 'The last poll that shared no entry with an earlier one: entries between the two may be lost';
COMMENT ON COLUMN newswire_v1.feed_health.recovered_at IS 'When it last answered or had news again after a failure or a silence';
COMMENT ON COLUMN newswire_v1.feed_health.may_have_lost_times IS 'Number of polls that may have missed entries';
COMMENT ON COLUMN newswire_v1.feed_health.silent_after IS 'The feed counts as silent after this time without news; it follows from the feed''s usual interval';
COMMENT ON COLUMN newswire_v1.article_revision.source IS 'The outlet''s name';
COMMENT ON COLUMN newswire_v1.article_revision.url IS 'The address that the feed announced, or that was requested with newswire ingest';
COMMENT ON COLUMN newswire_v1.article_revision.language IS 'The language of this revision; NULL if it was not recorded';
COMMENT ON COLUMN newswire_v1.article_revision.keywords IS 'The publisher''s keywords for this revision; NULL if they were not recorded';
COMMENT ON COLUMN newswire_v1.article_revision.agency IS 'The news agency that this revision names';
COMMENT ON COLUMN newswire_v1.article_revision.authors IS 'The names in the byline of this revision';
COMMENT ON COLUMN newswire_v1.article_revision.embargoed_until IS 'When the embargo ended; newswire hid the revision until then';
COMMENT ON COLUMN newswire_v1.article_revision.wire IS 'What the agency''s item of this revision stated, as in article.wire; NULL for a web page';
COMMENT ON COLUMN newswire_v1.feed_health.feed_id IS 'The feed''s id: two addresses may look alike without their tokens';
