"""The forms in which lines are compared."""

import pytest

from pipeline.clean.text import fold_line, fold_start, keep_letters, trim_label


@pytest.mark.parametrize(
    ("line", "folded"),
    [
        ("Related Articles", "related articles"),
        ("RELATED ARTICLES", "related articles"),
        ("» Related Articles", "related articles"),
        ("▶ Watch the film", "watch the film"),
        ("• Harbour wall", "harbour wall"),
        ("— Harbour wall", "harbour wall"),
        ("“Harbour wall", "harbour wall"),
        ("Harbour  wall\u00a0again", "harbour wall again"),
        ("Editor’s pick", "editor's pick"),
        ("Editor`s pick", "editor's pick"),
        ("ＨＡＲＢＯＵＲ", "harbour"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("⚓ Harbour", "harbour"),
        ("👉 Follow us", "follow us"),
        ("ΛΙΜΆΝΙ", "λιμάνι"),
        ("ГАВАНЬ", "гавань"),
        ("港口新闻", "港口新闻"),
        ("", ""),
    ],
)
def test_the_beginning_of_a_line_is_folded(line: str, folded: str) -> None:
    assert fold_start(line) == folded


@pytest.mark.parametrize(
    ("line", "folded"),
    [
        ("Related Articles:", "related articles"),
        ("Related Articles »", "related articles"),
        ("Related Articles…", "related articles"),
        ("Related Articles...", "related articles"),
        ("*** Advertisement ***", "advertisement"),
        ("—Advertisement—", "advertisement"),
        ("| Share |", "share"),
        ("Tags:", "tags"),
        ("→ Next story →", "next story"),
        ("12:30", "12:30"),
    ],
)
def test_a_whole_line_is_folded(line: str, folded: str) -> None:
    assert fold_line(line) == folded


@pytest.mark.parametrize("line", ["Share", "SHARE", "share:", "» Share", "Share…", "“Share”", "Share  "])
def test_spellings_of_one_label_fold_alike(line: str) -> None:
    assert fold_line(line) == "share"


@pytest.mark.parametrize(("start", "label"), [("share:", "share"), ("share", "share"), ("a: b:", "a: b")])
def test_one_closing_colon_is_trimmed(start: str, label: str) -> None:
    assert trim_label(start) == label


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Council votes for a wall", "councilvotesforawall"),
        ("Council votes - for a wall!", "councilvotesforawall"),
        ("48 million crowns", "48millioncrowns"),
        ("snake_case", "snakecase"),
        ("海港、新闻", "海港新闻"),
        ("…", ""),
    ],
)
def test_only_letters_and_digits_are_kept(text: str, letters: str) -> None:
    assert keep_letters(text) == letters


def test_a_headline_and_its_copy_in_capitals_have_the_same_letters() -> None:
    assert keep_letters("Harbour wall to be rebuilt") == keep_letters("HARBOUR WALL: TO BE REBUILT")
