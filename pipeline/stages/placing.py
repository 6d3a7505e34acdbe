"""Place a batch of articles in stories: each is compared with its neighbours, and what was decided is written.

Rules are in `pipeline.stories`, where ids are text; here they are numbers, as in the database.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from pipeline.stages.sample_postings import SamplePostings
from pipeline.stages.story_rows import (
    a_link,
    a_member,
    a_story,
    brought_up_to_date,
    claim_of,
    placed,
    setting_of,
    signed,
)
from pipeline.store.stories import GroupedArticle, Member, NewLink, Turn
from pipeline.stories import (
    MOST_REPRESENTATIVES,
    Article,
    Candidate,
    Claim,
    Decision,
    Selection,
    Sketch,
    decide,
    lead_of,
    relation,
    sketch,
)

__all__ = ["Placing"]

# A text of a book's length says in its first part what it is.
_LONGEST_TEXT = 200_000  # characters
# Sketches of 12 kB: what was read lately is what is compared now.
_SKETCHES_KEPT = 4_000


@lru_cache(maxsize=_SKETCHES_KEPT)
def _sketched(_key: tuple[int, object], text: str, language: str | None, title: str | None) -> Sketch:
    return sketch(text[:_LONGEST_TEXT], language, title=title)


def _article(row: GroupedArticle) -> Article:
    claim = Claim(
        article=str(row.article_id),
        at=row.at,
        source=row.source,
        agency=row.agency,
        has_dateline=row.has_dateline,
        byline_agency=row.byline_agency,
        wire_item_held=row.wire_item,
    )
    found = _sketched((row.article_id, row.content_key), row.text, row.language, row.title)
    return Article(sketch=found, claim=claim, feature=row.feature)


def _lead(members: Iterable[Member]) -> int:
    return int(lead_of([claim_of(one) for one in members]).article)


class Placing:
    """A batch of articles on their way into stories."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self._postings = SamplePostings(turn)
        self._asked: set[int] = set()
        self._live: dict[int, GroupedArticle] = {}
        self._members: dict[int, Member] = {}
        self._changed: dict[int, Member] = {}
        self._touched: dict[int, None] = {}
        self._links: dict[tuple[int, int], NewLink] = {}
        self._told: list[tuple[int, str]] = []

    def run(self, ids: Sequence[int]) -> None:
        """Place new articles, move the relations of changed ones, forget those that are live no more."""
        if not ids:
            return
        self._load(ids)
        self._forget([self._members[one] for one in ids if one in self._members and one not in self._live])
        fresh = [self._live[one] for one in ids if one in self._live and one not in self._members]
        for one in ids:
            if one in self._live and one in self._members:
                self._revise(self._members[one], self._live[one])
        self._place_all(fresh)
        self._write()

    # New articles

    def _place_all(self, fresh: Sequence[GroupedArticle]) -> None:
        articles = [_article(one) for one in fresh]
        self._postings.read(articles)
        # All candidates at once: a query for each article costs 1 ms.
        self._load([int(one) for article in articles for one in self._postings.near(article).articles])
        taken = self._turn.taken([one.article_id for one in fresh])
        for row, article in zip(fresh, articles, strict=True):
            self._place(row, article, is_taken=row.article_id in taken)

    def _place(self, row: GroupedArticle, article: Article, *, is_taken: bool) -> None:
        found = self._postings.near(article)
        decision = decide(article, self._candidates(found), stock=found.stock)
        if decision.story is not None:
            story = int(decision.story)
        else:
            # An article that left the story which has its number, and came back as another one.
            story = self._turn.another_number() if is_taken else row.article_id
        if decision.represents:
            samples = [signed(one) for one in article.sketch.samples]
            self._keep(replace(placed(a_member(row, story), decision), samples=samples))
        else:
            self._keep(placed(a_member(row, story), decision))
        if story != row.article_id:
            self._told.append((row.article_id, "joined"))
        self._note_links(row, decision)
        for other in decision.merges:
            story = self._merge(story, int(other))
        if decision.represents:
            self._postings.hold(article, story)

    def _candidates(self, found: Selection) -> Sequence[Candidate]:
        ids = [int(one) for one in found.articles]
        self._load(ids)
        return [
            Candidate(
                story=self._postings.story_of(str(one)),
                article=_article(self._live[one]),
                digest=self._members[one].digest,
            )
            for one in ids
            if one in self._live and one in self._members
        ]

    def _note_links(self, row: GroupedArticle, decision: Decision) -> None:
        """Keep what the article has in common with those of other stories."""
        others = (decision.link, *decision.others) if decision.link else decision.others
        own = {decision.story, *decision.merges}
        for link in (one for one in others if one.story not in own):
            self._links[row.article_id, int(link.to)] = a_link(row.article_id, link)

    def _merge(self, one: int, other: int) -> int:
        """Put two stories into the one that was begun first: its number was given to more readers."""
        kept, gone = sorted((one, other))
        self._flush()
        for member in self._turn.members_of([gone]):
            self._keep(replace(member, story_id=kept))
            self._told.append((member.article_id, "merged"))
        self._flush()
        self._postings.merge(gone, kept)
        self._turn.merge(gone, kept)
        self._touched.pop(gone, None)
        return kept

    # Changed and withdrawn articles

    def _revise(self, member: Member, row: GroupedArticle) -> None:
        """Take over what an article says now, and move the relations of a changed text; its story stays."""
        changed = brought_up_to_date(member, row)
        if changed == member:
            return
        self._keep(changed)
        if changed.content_key != member.content_key:
            self._compare_anew(changed, _article(row))

    def _compare_anew(self, member: Member, article: Article) -> None:
        """Say anew what a text is to the one it is nearest to, and what others of its story are to it."""
        if member.to_id is not None:
            member = self._related_anew(member, article, member.to_id)
        if member.samples is not None:
            self._postings.drop([(member.article_id, member.samples)])
            member = replace(member, samples=[signed(one) for one in article.sketch.samples])
            self._postings.read([article])
            self._postings.hold(article, member.story_id)
        self._keep(member)
        self._flush()
        others = [one for one in self._turn.members_of([member.story_id]) if one.to_id == member.article_id]
        self._load([one.article_id for one in others])
        for other in (one for one in others if one.article_id in self._live):
            self._keep(self._related_anew(other, _article(self._live[other.article_id]), member.article_id))

    def _related_anew(self, member: Member, article: Article, to_id: int) -> Member:
        """What an article is to another one now; a text that shares too little keeps its kind."""
        self._load([to_id])
        if to_id not in self._live:
            return member
        other = _article(self._live[to_id])
        said = relation(article.sketch, other.sketch, setting_of(article, other))
        kind = str(said.kind) if said is not None and said.joins else member.relation
        return replace(member, to_id=to_id, relation=kind, containment=said.containment if said else 0.0)

    def _forget(self, gone: Sequence[Member]) -> None:
        """Forget articles that are live no more; what was told by them is told by their story's lead."""
        if not gone:
            return
        self._postings.drop([(one.article_id, one.samples) for one in gone if one.samples is not None])
        self._turn.drop_members([one.article_id for one in gone])
        lost = {one.article_id for one in gone}
        left: dict[int, list[Member]] = defaultdict(list)
        for member in gone:
            self._touched[member.story_id] = None
            del self._members[member.article_id]
        for member in self._turn.members_of(sorted({one.story_id for one in gone})):
            left[member.story_id].append(member)
        for members in left.values():
            lead = _lead(members)
            for orphan in (one for one in members if one.to_id in lost):
                self._retell(orphan, lead)

    def _retell(self, orphan: Member, lead: int) -> None:
        if orphan.article_id == lead:
            self._keep(replace(orphan, to_id=None, relation=None, containment=None))
            return
        self._load([orphan.article_id])
        if orphan.article_id in self._live:
            self._keep(self._related_anew(orphan, _article(self._live[orphan.article_id]), lead))

    # Reading and writing

    def _load(self, ids: Iterable[int]) -> None:
        missing = [one for one in dict.fromkeys(ids) if one not in self._asked]
        if missing:
            self._asked.update(missing)
            self._live.update(self._turn.articles(missing))
            self._members = {**self._turn.members(missing), **self._members}

    def _keep(self, member: Member) -> None:
        self._members[member.article_id] = member
        self._changed[member.article_id] = member
        self._touched[member.story_id] = None

    def _flush(self) -> None:
        self._turn.put_members(list(self._changed.values()))
        self._changed.clear()

    def _write(self) -> None:
        self._flush()
        self._turn.put_links(list(self._links.values()))
        before = self._turn.stories(list(self._touched))
        by_story: dict[int, list[Member]] = defaultdict(list)
        for member in self._turn.members_of(list(self._touched)):
            by_story[member.story_id].append(member)
        self._thin(by_story)
        self._postings.write()
        stories = [a_story(story_id, members) for story_id, members in by_story.items()]
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
            if len(posted) > MOST_REPRESENTATIVES:
                lead = _lead(members)
                thinned += [one for one in posted if one.article_id != lead][: len(posted) - MOST_REPRESENTATIVES]
        if thinned:
            self._postings.drop([(one.article_id, one.samples or ()) for one in thinned])
            self._turn.put_members([replace(one, samples=None) for one in thinned])
