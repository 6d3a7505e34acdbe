"""Slide shows, told below their pictures."""

from collections.abc import Sequence

from pages import kept, paragraphs


def _slides(texts: Sequence[str]) -> str:
    return "".join(
        f"<figure><img src='/{n}.jpg'><figcaption><p>{text}</p></figcaption></figure>" for n, text in enumerate(texts)
    )


def _long(story: Sequence[str]) -> Sequence[str]:
    return [f"{one} {other}" for one, other in zip(story, reversed(story), strict=True)]


def test_long_captions_that_hold_most_of_the_prose_are_the_text(story: Sequence[str]) -> None:
    told = _long(story)
    assert kept(f"<article><h1>Ten boats</h1><p>{story[0]}</p>{_slides(told)}</article>")[1:] == list(told)


def test_captions_beside_a_longer_text_are_none_of_it(story: Sequence[str]) -> None:
    text = [*story, *(f"{one} Later." for one in story), *(f"{one} Still." for one in story)]
    captions = _long(story)[:3]
    assert kept(f"<article>{paragraphs(text)}{_slides(captions)}</article>") == text
