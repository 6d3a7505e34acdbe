"""Rows of stories as `pipeline.stories` sees them, and the other way round."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.store.stories import GroupedArticle, Member, NewLink, StoryRow
from pipeline.stories import Article, Claim, Decision, Link, Setting, lead_of, origin_of

__all__ = [
    "a_link",
    "a_member",
    "a_story",
    "brought_up_to_date",
    "claim_of",
    "placed",
    "setting_of",
    "signed",
    "unsigned",
]


def a_member(row: GroupedArticle, story_id: int) -> Member:
    """An article in a story, without what it is to others."""
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
    )


def placed(member: Member, decision: Decision) -> Member:
    """The member with what was decided of it."""
    if decision.story is None or decision.link is None:
        return replace(member, digest=decision.digest)
    said = decision.link.relation
    return replace(member, relation=str(said.kind), to_id=int(decision.link.to), containment=said.containment)


def a_link(article_id: int, link: Link) -> NewLink:
    """What an article has in common with one of another story, as a row."""
    said = link.relation
    return NewLink(article_id=article_id, to_id=int(link.to), relation=str(said.kind), containment=said.containment)


def brought_up_to_date(member: Member, row: GroupedArticle) -> Member:
    """A member with what its article says now; its place in the story is the same."""
    return replace(
        a_member(row, member.story_id),
        digest=member.digest,
        relation=member.relation,
        to_id=member.to_id,
        containment=member.containment,
        samples=member.samples,
    )


def claim_of(member: Member) -> Claim:
    """What an article says of where it comes from."""
    return Claim(
        article=str(member.article_id),
        at=member.at,
        source=member.source,
        agency=member.agency,
        has_dateline=member.has_dateline,
        byline_agency=member.byline_agency,
        wire_item_held=member.wire_item,
    )


def a_story(story_id: int, members: Sequence[Member]) -> StoryRow:
    """A story as its articles make it, the same in any order of their arrival."""
    claims = [claim_of(one) for one in members]
    leading = lead_of(claims).article
    lead = next(one for one in members if str(one.article_id) == leading)
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


def setting_of(article: Article, other: Article) -> Setting:
    """What is known of two articles besides their words."""
    return Setting(gap=article.at - other.at, same_source=article.claim.source == other.claim.source)


def signed(sample: int) -> int:
    """A number of 64 bits as PostgreSQL has it, with a sign."""
    return sample - (1 << 64) if sample >= 1 << 63 else sample


def unsigned(sample: int) -> int:
    """The same number as `pipeline.stories` has it."""
    return sample + (1 << 64) if sample < 0 else sample
