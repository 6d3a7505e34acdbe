"""What stands around a story."""

from collections.abc import Sequence

from pipeline.clean.furniture import furniture
from pipeline.clean.page import parsed
from pipeline.model import Removed


def _found(body: str, story: Sequence[str] = ()) -> Sequence[Removed]:
    tree = parsed(f"<html><body>{body}</body></html>")
    assert tree is not None
    return furniture(tree, story)


def test_labels_that_a_phrase_knows_are_named() -> None:
    found = _found("<h3>Related Articles</h3><a class='top'><span>Back to top button</span></a><p>Other text</p>")
    assert [(one.kind, one.text) for one in found] == [
        ("related", "Related Articles"),
        ("navigation", "Back to top button"),
    ]


def test_what_the_story_keeps_is_no_furniture() -> None:
    assert _found("<h3>Related Articles</h3>", ["Related Articles"]) == ()


def test_a_label_is_named_once() -> None:
    assert len(_found("<a>Share</a><a>Share</a><a> SHARE </a>")) == 1


def test_scripts_hold_no_labels() -> None:
    assert _found("<div><script>Share</script></div>") == ()


def test_there_are_at_most_a_hundred() -> None:
    assert len(_found("".join(f"<p>Read more: story {number}</p>" for number in range(500)))) == 100
