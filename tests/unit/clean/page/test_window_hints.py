"""Hints that a link opens a window."""

import pytest

from pipeline.clean.page.window_hints import is_window_hint


@pytest.mark.parametrize(
    "text", ["(opens in new tab)", "öffnet in neuem Fenster", " Nouvelle fenêtre", "abre em nova aba"]
)
def test_a_hint_is_known(text: str) -> None:
    assert is_window_hint(text)


@pytest.mark.parametrize("text", ["The council opens in a new hall", "Nouvelle digue"])
def test_other_words_are_none(text: str) -> None:
    assert not is_window_hint(text)
