"""Headings of boxes go with what they head, those of the story stay."""

from collections.abc import Sequence

import pytest

from pipeline.clean import clean_page


def _page(story: Sequence[str], box: str) -> str:
    above, below = ("".join(f"<p>{text}</p>" for text in part) for part in (story[:4], story[4:]))
    return f"<html><body><main><article><h1>Wall to be rebuilt</h1>{above}{box}{below}</article></main></body></html>"


@pytest.mark.parametrize(
    ("heading", "line", "kind"),
    [
        ("The valley in your inbox", "Subscribe to our newsletter", "newsletter"),
        ("Долина в вашей почте", "Подпишитесь на нашу рассылку", "newsletter"),
        ("邮箱里的山谷", "订阅我们的通讯", "newsletter"),
        ("Das Tal im Postfach", "Newsletter abonnieren", "newsletter"),
        ("घाटी आपके इनबॉक्स में", "शेयर करें", "share"),
        ("الوادي بين يديك", "مشاركة", "share"),
    ],
)
def test_a_heading_goes_with_the_only_line_of_its_box(heading: str, line: str, kind: str, story: Sequence[str]) -> None:
    article = clean_page(_page(story, f"<div><h3>{heading}</h3><p>{line}</p></div>"))
    assert article.paragraphs == tuple(story)
    assert [(one.text, one.kind) for one in article.removed[1:]] == [(heading, kind), (line, kind)]


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        (
            "The river below",
            "The river Wend rises in the hills of Osby and reaches the sea after forty miles of meadows.",
        ),
        ("Река внизу", "Река Венд берёт начало в холмах Осби и впадает в море, пройдя сорок миль по заливным лугам."),
        ("山下的河", "文德河发源于奥斯比的群山，流经四十英里的草地后汇入大海，沿岸有十二座村庄。"),
    ],
)
def test_a_heading_in_an_element_with_a_paragraph_stays(heading: str, text: str, story: Sequence[str]) -> None:
    article = clean_page(_page(story, f"<div><h3>{heading}</h3><p>{text}</p><p>Subscribe to our newsletter</p></div>"))
    assert article.paragraphs == (*story[:4], heading, text, *story[4:])


def test_a_heading_of_the_story_above_a_box_stays(story: Sequence[str]) -> None:
    article = clean_page(_page(story, "<div><p>Subscribe to our newsletter</p></div><h3>What comes next</h3>"))
    assert article.paragraphs == (*story[:4], "What comes next", *story[4:])
