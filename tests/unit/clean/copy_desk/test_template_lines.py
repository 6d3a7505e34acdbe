"""Lines that the template of a page printed, by their words alone."""

import pytest

from pipeline.clean.copy_desk.template_lines import find_feed_footer, find_template_line
from pipeline.clean.text import Block


def _kind(text: str) -> str | None:
    found = find_template_line(Block(text=text, line=3))
    assert found is None or (found.text, found.line) == (text, 3)
    return found.kind.value if found else None


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Share on FacebookShare on X", "share"), ("Teilen Drucken", "share"), ("Partager · Imprimer", "share"),
        ("Поделиться | Распечатать", "share"), ("مشاركة | طباعة", "share"), ("分享 | 打印", "share"),
        ("แชร์ | พิมพ์", "share"), ("Facebook Twitter WhatsApp", "share"), ("Terms of use | Privacy policy", "legal"),
        ("Фото: ТАСС", "credit"), ("फोटो: पीटीआई", "credit"), ("出典：新華社", "credit"), ("写真：共同", "credit"),
    ],
)  # fmt: skip
def test_labels_and_rows_of_labels_are_known_in_every_script(line: str, kind: str) -> None:
    assert _kind(line) == kind


@pytest.mark.parametrize(
    "line",
    [
        "Share and share alike", "Share prices fell", "Privacy matters to millers",
        "Facebook to open a centre in Torrin",
        "Imprimer l'histoire de Torrin", "Teilen ist schwer", "Фото показывают мельницу в огне, сообщила полиция.",
        "صورة الطاحونة في كل بيت", "写真は語る", "Source of the river found",
        "Photos show the mill in flames, police said.",
        "Translated into nine languages, the book sold well.", "Перевод денег за рубеж запрещён", "",
    ],
)  # fmt: skip
def test_lines_of_a_story_that_open_like_a_label_stay(line: str) -> None:
    assert _kind(line) is None


def test_a_row_with_one_word_of_the_story_is_no_row() -> None:
    assert (_kind("Share Print"), _kind("Share Torrin")) == ("share", None)


def test_a_row_of_more_labels_than_a_bar_has_is_no_row() -> None:
    assert _kind(" ".join(["Share"] * 11)) is None


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("The post Mill opens appeared first on Torrin Post.", True),
        ("The post office of Torrin opened first on Monday.", False),
        ("Сообщение о пожаре появилось в понедельник утром.", False),
    ],
)
def test_the_footer_of_a_feed(line: str, wanted: bool) -> None:
    assert (find_feed_footer(Block(text=line, line=0)) is not None) is wanted
