"""Keys of texts."""

import pytest

from pipeline.stories import content_key


@pytest.mark.parametrize(
    "other",
    [
        "The mayor said: 'It's done.'",
        "The  mayor said:\n‘It’s done.’",
        "THE MAYOR SAID: ‘It’s done.’",
        "The mayor said, “It’s done!”",
    ],
)
def test_the_same_words_in_other_type_have_one_key(other: str) -> None:
    assert content_key("Done", "The mayor said: ‘It’s done.’") == content_key("Done", other)


@pytest.mark.parametrize(
    "other",
    ["Up 1.5 per cent", "Up .15 per cent", "Up -15 per cent", "Up 15 percent", "Up 15 per cent?", "Up 15% per cent"],
)
def test_another_figure_is_another_text(other: str) -> None:
    assert content_key("Prices", "Up 15 per cent") != content_key("Prices", other)


def test_the_title_counts() -> None:
    assert content_key("One", "text") != content_key("Two", "text")


def test_a_lone_surrogate_has_a_key() -> None:
    assert content_key(None, "\ud800") != content_key(None, "\ud801")
