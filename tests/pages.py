"""Pages built for tests: a body around an invented story."""

from collections.abc import Sequence

from lxml.html import HtmlElement

from pipeline.clean import Judged
from pipeline.clean.main_content import judge_passages
from pipeline.clean.main_content.quotations import Known
from pipeline.clean.page import Reading, parse_page, read_passages


def tree(body: str) -> HtmlElement:
    """The tree of a page with this body."""
    found = parse_page(f"<!doctype html><html><head><title>T</title></head><body>{body}</body></html>")
    assert found is not None
    return found


def reading(body: str) -> Reading:
    """The passages of a page with this body."""
    return read_passages(tree(body))


def judgements(body: str) -> Sequence[Judged]:
    """The judgement on every block of a page with this body, nothing known of it."""
    return judge_passages(reading(body), Known())


def kept(body: str) -> list[str]:
    """The texts of the blocks that are kept."""
    return [one.block.text for one in judgements(body) if one.kept]


def paragraphs(texts: Sequence[str]) -> str:
    """Texts as paragraphs."""
    return "".join(f"<p>{text}</p>" for text in texts)
