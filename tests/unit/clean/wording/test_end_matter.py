"""Notices of rights and credits of desks."""

import pytest

from pipeline.clean.wording import is_desk_credit, is_rights_notice


@pytest.mark.parametrize(
    "line",
    [
        "© EFE 2026",
        "© Agencia EFE",
        "Copyright (2026) Reuters",
        "Copyright © 2026 dpa",
        "(c) 2026 AFP",
        "AFP © 2026",
        "© EFE 2026. Está expresamente prohibida la redistribución de todo o parte de los contenidos de la agencia.",
        "RIPRODUZIONE RISERVATA",
        "© Riproduzione riservata",
        "Alle Rechte vorbehalten.",
        "Tous droits réservés © Gazette",
        "Все права защищены.",
        "جميع الحقوق محفوظة",
        "版权所有",
        "Tüm hakları saklıdır.",
    ],
)
def test_whose_rights_a_text_is_under(line: str) -> None:
    assert is_rights_notice(line)


@pytest.mark.parametrize(
    "line",
    [
        "Copyright law was changed on Monday, and the ministers of nine countries signed the treaty in Halden.",
        "The court said that all rights reserved by the council had lapsed when the old wall fell into the sea.",
        "Die Stadt hat sich alle Rechte vorbehalten, auch das Recht, die Mole vor dem Winter noch einmal zu vermessen.",
        "Reuters",
    ],
)
def test_sentences_about_rights_are_no_notices(line: str) -> None:
    assert not is_rights_notice(line)


@pytest.mark.parametrize(
    "line",
    [
        "Grafiken: Bo Krefting",
        "Redaktion: Ute Ahlsen, Bo Krefting",
        "Faktencheck: Ines Morath",
        "Traduction : Ida Roe",
        "Infographie : Ida Roe et Nora Tasker",
        "Edición: Nora Tasker",
        "Traduzione: Ida Roe",
        "Checagem: Ida Roe",
        "Research: Nora Tasker",
        "(Traducción de Ida Roe, edición de Nora Tasker)",
        "(إعداد نور الساحلي للنشرة العربية - تحرير سعد الخليجي)",
        "अनुवाद: नेत्रपाल",
        "翻譯：林一",
        "校對：林一",
        "অনুবাদ: করিম",
        "Çeviri: Elif Kaya",
        "（编辑：王小明）",
        "翻訳：山田太郎",
        "Редактор: Анна Морозова",
    ],
)
def test_credits_of_desks(line: str) -> None:
    assert is_desk_credit(line)


@pytest.mark.parametrize(
    "line",
    [
        "Research shows that the wall will not stand another winter.",
        "Recherche: Das Museum öffnet am Freitag wieder.",
        "Die Redaktion der Zeitung zog im März in das alte Zollhaus am Hafen um.",
        "إعداد الخطة استغرق ثلاثة أشهر.",
    ],
)
def test_sentences_are_no_credits(line: str) -> None:
    assert not is_desk_credit(line)
