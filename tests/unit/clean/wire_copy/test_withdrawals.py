"""Kill notices, and news of withdrawals."""

import pytest

from pipeline.clean.wire_copy.withdrawals import asks_to_withdraw, names_of_withdrawn, opens_notice


@pytest.mark.parametrize(
    "line",
    [
        "MANDATORY KILL", "KILL: BC-EU--Halden Ferry", "EDS: MANDATORY KILL BC-EU--Halden Ferry", "STORY WITHDRAWN",
        "STORNIERUNG - Fähre", "ANULACIÓN: Barco", "ANNULE - Le bac", "ANNULLAMENTO", "ATENCIÓN: ANULADA",
        "INTREKKING: veerboot", "MAKULERAD", "АННУЛИРОВАНО.", "(전문취소) 여객선", "【撤稿】渡轮",
    ],
)  # fmt: skip
def test_the_word_that_opens_a_notice(line: str) -> None:
    assert opens_notice(line)


@pytest.mark.parametrize(
    "line",
    [
        "Eds: Please kill the story BC-EU--Halden Ferry. The ferry did not sail.",
        "The story “Ferry returns to Halden” is wrong and has been withdrawn.",
        "The previous alert is withdrawn.",
        "Bitte die Meldung „Fähre kehrt zurück“ nicht verwenden.",
        "Die Meldung über die Fähre wird zurückgezogen.",
        "Rogamos anulen la noticia sobre el barco.",
        "Prière d'annuler notre dépêche sur le bac.",
        "Cette dépêche sur le bac est annulée.",
        "Si prega di annullare la notizia sul traghetto.",
        "Por favor, anulem a notícia sobre o barco.",
        "Gelieve ons bericht over de veerboot te annuleren.",
    ],
)
def test_sentences_to_editors(line: str) -> None:
    assert asks_to_withdraw(line)


@pytest.mark.parametrize(
    "line",
    [
        "Kill the clown, says the mayor of Halden", "Police kill suspect in Osby", "KILLED IN ACTION", "KILLERS FREED",
        "The bill has been withdrawn.", "The minister said the report was withdrawn by its authors.",
        "He said the story was retracted by the newspaper in 2003.", "Killer whales return to Halden.",
        "Die Regierung hat den Bericht der Kommission zurückgezogen, sagte der Minister.",
        "El Gobierno anula la licitación del puerto.", "Le tribunal annule la décision du maire.",
        "WITHDRAWN troops return to Osby",
    ],
)  # fmt: skip
def test_news_is_no_notice(line: str) -> None:
    assert not opens_notice(line)
    assert not asks_to_withdraw(line)


def test_the_names_in_a_notice() -> None:
    notice = "Please kill BC-EU--Halden Ferry and the story “Ferry returns to Halden”."
    assert names_of_withdrawn([notice]) == ("EU--Halden Ferry", "Ferry returns to Halden")
