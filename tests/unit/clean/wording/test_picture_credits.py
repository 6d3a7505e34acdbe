"""Lines below pictures that say who took them."""

import pytest

from pipeline.clean.wording import is_picture_credit


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Nora Tasker",
        "Getty Images",
        "Nora Tasker / Shutterstock",
        "© Harbour Gazette",
        "The wall at noon (AP)",
        "The wall at noon (c) Gazette",
        "Foto: dpa",
        "Bild: Nora Tasker",
        "Fotografía de Nora Tasker",
        "Quelle: Hafenamt",
        "Source: harbour office",
        "Fuente: puerto",
        "Źródło: port",
        "Источник: порт",
        "来源：海港",
        "出典：港湾局",
        "фото Нора Таскер",
        "写真 共同",
        "Handout via Reuters",
        "Screenshot",
    ],
)
def test_a_credit_is_known_by_its_words(line: str) -> None:
    assert is_picture_credit(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "The wall at noon",
        "The source of the fire is unknown",
        "Nora Tasker",
        "The wall (left) and the gate",
        "Sources said the wall would hold",
    ],
)
def test_other_lines_are_no_credits(line: str) -> None:
    assert not is_picture_credit(line)
