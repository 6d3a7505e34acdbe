"""The judgement on a whole page."""

from collections.abc import Sequence
from datetime import date

import pytest
from pages import paragraphs, tree

from pipeline.clean import Judged, Position, TemplateLine, Templates, examine_page
from pipeline.clean.judge import Context, judge_page
from pipeline.clean.metadata import Facts
from pipeline.clean.text import Side
from pipeline.model import Entry


def _judged(body: str, facts: Facts | None = None, context: Context | None = None) -> Sequence[Judged]:
    return judge_page(tree(body), facts or Facts(), context or Context(), whole=False)


def _texts(blocks: Sequence[Judged]) -> list[str]:
    return [one.block.text for one in blocks if one.kept]


def test_the_paragraphs_of_a_page_are_kept(story: Sequence[str]) -> None:
    assert _texts(_judged(f"<nav><a href=/>Home</a></nav><main>{paragraphs(story)}</main>")) == list(story)


def test_a_lone_dateline_opens_the_first_paragraph(story: Sequence[str]) -> None:
    body = f"<main><div><p>HALDEN (Reuters) -</p>{paragraphs(story)}</div></main>"
    assert _texts(_judged(body))[0] == f"HALDEN (Reuters) - {story[0]}"


def test_a_known_headline_is_dropped(story: Sequence[str]) -> None:
    body = f"<main><h2>Wall of Wexmere</h2>{paragraphs(story)}</main>"
    (head,) = [one for one in _judged(body, Facts(title="Wall of Wexmere")) if one.block.text == "Wall of Wexmere"]
    assert (head.kept, head.kind) == (False, "headline")


def test_the_feed_quotes_the_text(story: Sequence[str]) -> None:
    entry = Entry(content=" ".join(story))
    told = _judged(f"<main>{paragraphs(story)}</main>", context=Context(entry=entry))
    plain = _judged(f"<main>{paragraphs(story)}</main>")
    assert told[0].score > plain[0].score


@pytest.mark.parametrize(
    ("around", "side"),
    [
        ("<div class=a><p>Gate shut at noon today</p></div><main>{}</main>", Side.ABOVE),
        ("<main>{}</main><div class=a><p>Gate shut at noon today</p></div>", Side.BELOW),
    ],
)
def test_blocks_outside_the_story_know_their_side(story: Sequence[str], around: str, side: Side) -> None:
    blocks = _judged(around.format(paragraphs(story)))
    (outside,) = [one for one in blocks if one.block.text == "Gate shut at noon today"]
    assert (outside.side, outside.reason) == (side, f"stands {side} the element that holds the story (main)")


def test_blocks_of_the_story_have_no_side(story: Sequence[str]) -> None:
    assert {one.side for one in _judged(f"<main>{paragraphs(story)}</main>")} == {None}


def _of_template(story: Sequence[str], *, doubt: str | None = None) -> tuple[Judged, Templates]:
    body = f"<main>{paragraphs(story)}<div class=k1>Jaga seda lugu kohe praegu</div></main>"
    (plain,) = [one for one in _judged(body) if one.block.text.startswith("Jaga")]
    line = TemplateLine(
        line="jaga seda lugu kohe praegu", path=plain.block.path or "", zone=Position.BELOW, stories=9, doubt=doubt
    )
    templates = Templates(source="gazette.example", version=4, stories=9, since=date(2026, 11, 1), lines=(line,))
    blocks = _judged(body, context=Context(templates=templates))
    (judged,) = [one for one in blocks if one.block.text.startswith("Jaga")]
    return (judged if plain.kept else plain), templates


def test_a_line_of_the_template_is_not_kept(story: Sequence[str]) -> None:
    judged, _ = _of_template(story)
    assert not judged.kept


def test_an_article_names_the_template_it_was_cleaned_with(story: Sequence[str]) -> None:
    _, templates = _of_template(story)
    page = f"<html><body><main>{paragraphs(story)}</main></body></html>"
    assert examine_page(page, templates=templates).article.provenance["templates"] == "v4"
