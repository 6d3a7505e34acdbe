"""What an article keeps of that which was taken out of its page."""

from collections.abc import Sequence

from pages import paragraphs

from pipeline.clean import examine_page


def _page(story: Sequence[str], around: str = "") -> str:
    return (
        f"<html><head><title>Harbour wall</title></head><body><main><article>{paragraphs(story)}</article></main>"
        f"{around}</body></html>"
    )


def test_what_stands_around_the_story_is_kept_in_runs(story: Sequence[str]) -> None:
    around = "<div class='most-read'>" + "".join(f"<p><a href='/{n}'>Ferry {n}</a></p>" for n in range(200)) + "</div>"
    (run,) = examine_page(_page(story, around)).article.removed
    assert (run.kind, run.text.splitlines()[0]) == ("related", "Ferry 0")
    assert run.text.endswith("more lines")


def test_a_label_that_a_phrase_knows_stands_alone(story: Sequence[str]) -> None:
    around = "<div class='z'><p>Halden 4°</p><p>Back to top button</p><p>Tides</p></div>"
    removed = examine_page(_page(story, around)).article.removed
    assert [one.kind for one in removed if one.text == "Back to top button"] == ["navigation"]


def test_what_the_copy_desk_takes_out_is_dropped_with_its_reason(story: Sequence[str]) -> None:
    blocks = examine_page(_page([*story, "Related Articles"])).blocks
    (label,) = [one for one in blocks if one.block.text == "Related Articles"]
    assert (label.kept, label.kind) == (False, "related")


def test_every_block_of_the_page_is_judged_once(story: Sequence[str]) -> None:
    blocks = examine_page(_page(story, "<footer>2026</footer>")).blocks
    assert [one.block.text for one in blocks] == [*story, "2026"]
