"""The evidence in a passage itself."""

import pytest
from pages import reading

from pipeline.clean.main_content.text_evidence import add_link_evidence, add_text_evidence

SENTENCE = "The council of Wexmere voted on Tuesday to rebuild the eastern breakwater before the winter."


def _found(body: str) -> dict[str, float]:
    passage = reading(f"<div>{body}</div>").passages[-1]
    found: dict[str, float] = {}
    add_text_evidence(found, passage)
    add_link_evidence(found, passage)
    return found


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (f"<p>{SENTENCE}</p>", "prose"),
        (f"<p>{SENTENCE}</p>", "sentence"),
        (f"<p>{SENTENCE.rstrip('.')} and the spring</p>", "long without end"),
        ("<p>The gate</p>", "short"),
        ("<p>Gate</p>", "tiny"),
        ("<img src=a.jpg><p>The wall at noon</p>", "below picture"),
        ("<img src=a.jpg><p>The wall at noon</p>", "label below picture"),
        ("<p><b>The old wall of Osby</b></p>", "bold"),
        ("<p>THE OLD WALL</p>", "capitals"),
        ("<p>СТАРАЯ СТЕНА</p>", "capitals"),
        ("<p>The council asks:</p>", "colon"),
        ("<p>The council asks…</p>", "ellipsis"),
        ("<p>The council asks...</p>", "ellipsis"),
        ("<p>► The old wall</p>", "ornament"),
        ("<p>***</p>", "no letters"),
        ("<p>Gate 12</p>", "digits"),
        ("<p>الباب ١٢</p>", "digits"),
        ("<p>Related articles</p>", "phrase"),
        ("<p>By Nora Tasker</p>", "byline"),
        ("<p>20 November 2026, 03:30</p>", "timestamp"),
        ("<p>Photo: Nora Tasker</p>", "credit"),
        ("<p>Write to desk@gazette.example</p>", "address"),
        ("<p>See www.gazette.example</p>", "address"),
        ("<p>Follow the Gazette on Facebook and Instagram.</p>", "aside"),
        ("<h2>The old wall</h2>", "heading"),
        ("<h2>The council of Wexmere voted on Tuesday to rebuild.</h2>", "heading sentence"),
        ("<ul><li>Two years of work</li></ul>", "item"),
        ("<ul><li>The council of Wexmere voted on Tuesday to rebuild.</li></ul>", "item sentence"),
        ("<blockquote>We lost four boats</blockquote>", "quote"),
        ("<table><tr><td>Osby</td><td>7</td></tr></table>", "row"),
        ("<figure><figcaption>The wall</figcaption></figure>", "caption"),
    ],
)
def test_words_and_type_are_evidence(body: str, name: str) -> None:
    assert name in _found(body)


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("<p><a href=/a>The wall</a></p>", "one link"),
        ("<p><a href=/a>The wall</a></p>", "paragraph of one link"),
        ("<p><a href=/a>The wall</a></p>", "short with link"),
        (f"<p><a href=/a>{SENTENCE}</a></p>", "long link"),
        ("<p>The wall fell <a href=/a>in the storm</a></p>", "half linked"),
        ("<p><b><a href=/a>The wall</a></b></p>", "bold link"),
        ("<p>Also read: <a href=/a>The wall fell in the storm</a></p>", "label and link"),
        ("<p><a href=mailto:a@gazette.example>Nora</a></p>", "leads to mail"),
        ("<p><a href=mailto:a@gazette.example>Nora</a></p>", "label leads to mail"),
        ("<p><a href=/author/nora>Nora</a></p>", "leads to author"),
        ("<p><a href=/tag/wall>Wall</a></p>", "label leads to topic"),
    ],
)
def test_links_are_evidence(body: str, name: str) -> None:
    assert name in _found(body)


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (f"<p>{SENTENCE}</p>", "long without end"),
        (f"<p>{SENTENCE}</p>", "linked share"),
        ("<p>The gate</p>", "prose"),
        ("<p>The gate</p>", "digits"),
        ("<p>海港推出5G</p>", "capitals"),
        ("<p><a href=/a>https://gazette.example/a</a></p>", "paragraph of one link"),
        ("<ul><li><a href=/a>The wall</a></li></ul>", "paragraph of one link"),
        (f"<p>{SENTENCE} <a href=/a>Osby</a></p>", "half linked"),
        ("<h2>The old wall</h2>", "heading sentence"),
        ("<p>The old wall</p>", "paragraph"),
    ],
)
def test_what_is_not_there_is_no_evidence(body: str, name: str) -> None:
    assert name not in _found(body)


@pytest.mark.parametrize(("words", "value"), [(1, 0.05), (20, 1.0), (60, 3.0), (200, 3.0)])
def test_more_than_sixty_words_count_as_sixty(words: int, value: float) -> None:
    assert _found(f"<p>{'wall ' * words}</p>")["words"] == value


def test_the_share_of_links_is_a_measure() -> None:
    assert round(_found("<p>The wall <a href=/a>fell now</a></p>")["linked share"], 2) == 0.47
