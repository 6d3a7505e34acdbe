"""Group articles into stories, as the change feed tells of them.

One session groups at a time, a batch in one transaction: whatever workers there are, and in whatever order articles
come, each is placed once, with all before it in sight. Rules are in `pipeline.stories`; this stage finds the neighbours
of each article and writes what was decided.
"""

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache

from pipeline.store import Store
from pipeline.store.stories import GroupedArticle, Member, NewLink, StoryRow, Turn
from pipeline.stories import (
    LATENESS,
    MOST_HOLDERS,
    MOST_REPRESENTATIVES,
    Article,
    Candidate,
    Claim,
    Decision,
    Link,
    Relation,
    Setting,
    Sketch,
    decide,
    lead_of,
    origin_of,
    relation,
    select,
    sketch,
)

__all__ = ["group_all_held", "group_articles"]

# 100 articles take about 0.3 s: the turn is held no longer.
_EVENTS_A_TURN = 100
_TURN_LOOK_SECONDS = 0.2
# A text of a book's length says in its first part what it is.
_LONGEST_TEXT = 200_000  # characters
# Sketches of 12 kB: what was read lately is what is compared now.
_SKETCHES_KEPT = 4_000


def group_articles(store: Store) -> int:
    """Group the articles of the next events; how many events were read, 0 where another session is at it."""
    with store.stories.turn() as turn:
        if turn is None:
            return 0
        told = turn.events(most=_EVENTS_A_TURN)
        Grouping(turn).run(told.articles)
        return told.events


def group_all_held(store: Store) -> Iterator[int]:
    """Group all articles that no story has, month by month as they came; after each batch, how many in all.

    Another session's turn is waited for. What is grouped meanwhile by the change feed is passed over.
    """
    grouped = 0
    for month in store.stories.months():
        after = 0
        while True:
            with store.stories.turn() as turn:
                ids = None if turn is None else turn.ungrouped(month=month, after=after, most=_EVENTS_A_TURN)
                if turn is not None and ids:
                    Grouping(turn).run(ids)
            if ids is None:
                time.sleep(_TURN_LOOK_SECONDS)
                continue
            if not ids:
                break
            after, grouped = ids[-1], grouped + len(ids)
            yield grouped
        # A month comes after another: what is posted of the past never holds more than two.
        store.stories.trim_past(before=month)
    store.stories.trim_past(before=store.operations.clock().date())


@lru_cache(maxsize=_SKETCHES_KEPT)
def _sketched(_key: tuple[int, object], text: str, language: str | None, title: str | None) -> Sketch:
    return sketch(text[:_LONGEST_TEXT], language, title=title)


class Grouping:
    """A batch of articles on their way into stories."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self._members: dict[int, Member] = {}
        self._articles: dict[int, GroupedArticle] = {}
        self._postings: dict[int, list[str]] = defaultdict(list)
        self._story_of: dict[str, str] = {}
        self._touched: dict[int, None] = {}
        self._emptied: set[int] = set()
        self._written: dict[int, Member] = {}
        self._links: list[NewLink] = []
        self._told: list[tuple[int, str]] = []
        self._begun: set[int] = set()

    def run(self, ids: Sequence[int]) -> None:
        """Place new articles, move the relations of changed ones, forget those that are live no more."""
        if not ids:
            return
        live, known = self._turn.articles(ids), self._turn.members(ids)
        self._articles.update(live)
        self._members.update(known)
        self._forget([known[one] for one in ids if one in known and one not in live])
        for one in ids:
            if one in live and one in known and live[one].content_key != known[one].content_key:
                self._revise(known[one], live[one])
        fresh = [live[one] for one in ids if one in live and one not in known]
        self._read_postings(fresh)
        for article in fresh:
            self._place(article)
        self._write()

    # New articles

    def _read_postings(self, fresh: Sequence[GroupedArticle]) -> None:
        samples = {sample for one in fresh for sample in self._sketch(one).samples}
        for posted in self._turn.posted([_signed(sample) for sample in samples]) if samples else ():
            holder = str(posted.article_id)
            self._postings[_unsigned(posted.sample)].append(holder)
            self._story_of[holder] = str(posted.story_id)
        chosen = {
            int(one)
            for article in fresh
            for one in select(self._sketch(article).samples, self._postings, self._story_of).articles
        }
        self._load(sorted(chosen))

    def _place(self, row: GroupedArticle) -> None:
        article = self._article(row)
        found = select(article.sketch.samples, self._postings, self._story_of)
        self._load([int(one) for one in found.articles])
        candidates = [
            Candidate(
                story=self._story_of[one],
                article=self._article(self._articles[int(one)]),
                digest=self._members[int(one)].digest,
            )
            for one in found.articles
            if int(one) in self._articles
        ]
        decision = decide(article, candidates, stock=found.stock)
        story = row.article_id if decision.story is None else int(decision.story)
        member = _member(row, story, decision)
        if decision.represents:
            member = replace(member, samples=[_signed(one) for one in article.sketch.samples])
        self._keep(member)
        self._note_links(row, decision)
        if decision.story is None:
            self._begun.add(story)
        else:
            self._told.append((row.article_id, "joined"))
        for other in decision.merges:
            story = self._merge(story, int(other))
        if decision.represents:
            self._hold(row, article)

    def _hold(self, row: GroupedArticle, article: Article) -> None:
        """Let later articles find this one."""
        holder = str(row.article_id)
        self._story_of[holder] = str(self._members[row.article_id].story_id)
        day = (article.at + article.window + LATENESS).date()
        posted = []
        for sample in article.sketch.samples:
            if len(self._postings[sample]) < MOST_HOLDERS:
                self._postings[sample].append(holder)
                posted.append((_signed(sample), row.article_id, day))
        self._turn.post(posted)

    def _note_links(self, row: GroupedArticle, decision: Decision) -> None:
        """Keep what the article has in common with those of other stories."""
        others = (decision.link, *decision.others) if decision.link else decision.others
        merged = {decision.story, *decision.merges}
        self._links += [_link(row.article_id, one) for one in others if one.story not in merged]

    def _merge(self, one: int, other: int) -> int:
        """Put two stories into the one that was begun first: its number was given to more readers."""
        kept, gone = sorted((one, other))
        self._flush_members()
        for member in self._turn.members_of([gone]):
            self._keep(replace(member, story_id=kept))
            if str(member.article_id) in self._story_of:
                self._story_of[str(member.article_id)] = str(kept)
            self._told.append((member.article_id, "merged"))
        self._flush_members()
        for holder, story in self._story_of.items():
            if story == str(gone):
                self._story_of[holder] = str(kept)
        self._turn.merge(gone, kept)
        self._touched.pop(gone, None)
        return kept

    # Changed and withdrawn articles

    def _revise(self, member: Member, row: GroupedArticle) -> None:
        """Move the relation of an article whose text changed, and of those that are told by it; its story stays."""
        article = self._article(row)
        changed = replace(
            member,
            content_key=row.content_key,
            language=row.language,
            agency=row.agency,
            has_dateline=row.has_dateline,
            byline_agency=row.byline_agency,
            wire_item=row.wire_item,
            feature=row.feature,
        )
        if member.to_id is not None:
            changed = self._related_anew(changed, article, member.to_id)
        if member.samples is not None:
            self._turn.unpost(member.article_id, member.samples)
            changed = replace(changed, samples=[_signed(one) for one in article.sketch.samples])
        self._keep(changed)
        self._flush_members()
        for other in self._turn.members_of([member.story_id]):
            if other.to_id == member.article_id:
                self._load([other.article_id])
                if other.article_id in self._articles:
                    self._keep(
                        self._related_anew(other, self._article(self._articles[other.article_id]), member.article_id)
                    )
        if changed.samples is not None:
            self._read_postings([row])
            self._hold(row, article)

    def _related_anew(self, member: Member, article: Article, to_id: int) -> Member:
        """What an article is to another one now; a text that shares too little keeps its kind."""
        self._load([to_id])
        if to_id not in self._articles:
            return member
        other = self._article(self._articles[to_id])
        said = relation(article.sketch, other.sketch, _setting(article, other))
        kind = str(said.kind) if said is not None and said.joins else member.relation
        return replace(member, to_id=to_id, relation=kind, containment=said.containment if said else 0.0)

    def _forget(self, gone: Sequence[Member]) -> None:
        """Forget articles that are live no more; what was told by them is told by their story's lead."""
        if not gone:
            return
        for member in gone:
            if member.samples is not None:
                self._turn.unpost(member.article_id, member.samples)
            self._touched[member.story_id] = None
            del self._members[member.article_id]
        self._turn.drop_members([member.article_id for member in gone])
        lost = {member.article_id for member in gone}
        left: dict[int, list[Member]] = defaultdict(list)
        for member in self._turn.members_of(sorted({member.story_id for member in gone})):
            left[member.story_id].append(member)
        for members in left.values():
            lead = int(lead_of([_claim(one) for one in members]).article)
            for orphan in (one for one in members if one.to_id in lost):
                self._retell(orphan, lead)

    def _retell(self, orphan: Member, lead: int) -> None:
        if orphan.article_id == lead:
            self._keep(replace(orphan, to_id=None, relation=None, containment=None))
            return
        self._load([orphan.article_id])
        if orphan.article_id in self._articles:
            self._keep(self._related_anew(orphan, self._article(self._articles[orphan.article_id]), lead))

    # Reading and writing

    def _load(self, ids: Sequence[int]) -> None:
        missing = [one for one in ids if one not in self._articles]
        if missing:
            self._articles.update(self._turn.articles(missing))
        unknown = [one for one in ids if one not in self._members]
        if unknown:
            self._members.update(self._turn.members(unknown))

    def _sketch(self, row: GroupedArticle) -> Sketch:
        return _sketched((row.article_id, row.content_key), row.text, row.language, row.title)

    def _article(self, row: GroupedArticle) -> Article:
        claim = Claim(
            article=str(row.article_id),
            at=row.at,
            source=row.source,
            agency=row.agency,
            has_dateline=row.has_dateline,
            byline_agency=row.byline_agency,
            wire_item_held=row.wire_item,
        )
        return Article(sketch=self._sketch(row), claim=claim, feature=row.feature)

    def _keep(self, member: Member) -> None:
        self._members[member.article_id] = member
        self._written[member.article_id] = member
        self._touched[member.story_id] = None

    def _flush_members(self) -> None:
        self._turn.put_members(list(self._written.values()))
        self._written.clear()

    def _write(self) -> None:
        self._flush_members()
        self._turn.put_links(list({(one.article_id, one.to_id): one for one in self._links}.values()))
        before = self._turn.stories(list(self._touched))
        by_story: dict[int, list[Member]] = defaultdict(list)
        for member in self._turn.members_of(list(self._touched)):
            by_story[member.story_id].append(member)
        self._thin(by_story)
        stories = [_story(story_id, members) for story_id, members in by_story.items()]
        self._turn.put_stories(stories)
        self._turn.drop_stories([one for one in self._touched if one not in by_story])
        for story in stories:
            was = before.get(story.story_id)
            if was is not None and was.lead_id != story.lead_id:
                self._told.append((story.lead_id, "leads"))
        self._turn.tell(self._told)

    def _thin(self, by_story: Mapping[int, Sequence[Member]]) -> None:
        """Post no more than a few articles of a story: its lead and the newest."""
        thinned = []
        for members in by_story.values():
            posted = [one for one in members if one.samples is not None]
            if len(posted) <= MOST_REPRESENTATIVES:
                continue
            lead = int(lead_of([_claim(one) for one in members]).article)
            for one in [one for one in posted if one.article_id != lead][: len(posted) - MOST_REPRESENTATIVES]:
                self._turn.unpost(one.article_id, one.samples or ())
                thinned.append(replace(one, samples=None))
        self._turn.put_members(thinned)


def _member(row: GroupedArticle, story_id: int, decision: Decision) -> Member:
    joined = decision.link if decision.story is not None else None
    return Member(
        article_id=row.article_id,
        month=row.month,
        story_id=story_id,
        content_key=row.content_key,
        at=row.at,
        source_id=row.source_id,
        source=row.source,
        language=row.language,
        agency=row.agency,
        has_dateline=row.has_dateline,
        byline_agency=row.byline_agency,
        wire_item=row.wire_item,
        feature=row.feature,
        digest=decision.digest,
        relation=str(joined.relation.kind) if joined else None,
        to_id=int(joined.to) if joined else None,
        containment=joined.relation.containment if joined else None,
    )


def _link(article_id: int, link: Link) -> NewLink:
    said: Relation = link.relation
    return NewLink(article_id=article_id, to_id=int(link.to), relation=str(said.kind), containment=said.containment)


def _claim(member: Member) -> Claim:
    return Claim(
        article=str(member.article_id),
        at=member.at,
        source=member.source,
        agency=member.agency,
        has_dateline=member.has_dateline,
        byline_agency=member.byline_agency,
        wire_item_held=member.wire_item,
    )


def _story(story_id: int, members: Sequence[Member]) -> StoryRow:
    """A story as its articles make it, the same in any order of their arrival."""
    claims = [_claim(one) for one in members]
    lead = next(one for one in members if str(one.article_id) == lead_of(claims).article)
    origin = origin_of(claims)
    return StoryRow(
        story_id=story_id,
        lead_id=lead.article_id,
        lead_month=lead.month,
        language=lead.language,
        languages=sorted({one.language for one in members if one.language}),
        agency=origin.agency,
        origin_id=int(origin.article),
        known_by=str(origin.evidence),
        sureness=str(origin.sureness),
        articles=len(members),
        first_seen_at=min(one.at for one in members),
        last_seen_at=max(one.at for one in members),
    )


def _setting(article: Article, other: Article) -> Setting:
    gap: timedelta = article.at - other.at
    return Setting(gap=gap, same_source=article.claim.source == other.claim.source)


def _signed(sample: int) -> int:
    """A number of 64 bits as PostgreSQL has it, with a sign."""
    return sample - (1 << 64) if sample >= 1 << 63 else sample


def _unsigned(sample: int) -> int:
    return sample + (1 << 64) if sample < 0 else sample
