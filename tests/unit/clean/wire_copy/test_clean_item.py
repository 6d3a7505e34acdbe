"""Items of a wire, cleaned into articles. All texts are invented."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from pipeline.clean import clean_item
from pipeline.model import Instant, Outcome, PubStatus
from pipeline.wire_item import WireItem

LEAD = "HALDEN, Nov 24 (Reuters) - The last ferry of the season returned to Halden on Friday, its owner said."
MORE = "It had sailed every day since March, in all weathers, between the harbours of Halden and Osby."
LAST = "The owner hopes to sail again next spring, when the ice on the strait has gone."


def _item(*paragraphs: str, **fields: object) -> WireItem:
    return WireItem(**{"headline": "Ferry returns to Halden", "language": "en", "paragraphs": paragraphs, **fields})  # type: ignore[arg-type]


def _kinds(item: WireItem) -> Sequence[tuple[str, str]]:
    return [(one.kind, one.text) for one in clean_item(item).removed]


def test_a_plain_story_stays() -> None:
    article = clean_item(_item(LEAD, MORE, LAST))
    assert (article.paragraphs, article.removed) == ((LEAD, MORE, LAST), ())
    assert (article.title, article.outcome, article.pubstatus) == (
        "Ferry returns to Halden",
        Outcome.ARTICLE,
        PubStatus.USABLE,
    )


def test_flags_and_number_of_the_headline() -> None:
    article = clean_item(_item(LEAD, MORE, headline="UPDATE 2-Ferry returns to Halden"))
    assert (article.title, article.flags, article.update_number) == ("Ferry returns to Halden", ("update",), 2)
    assert article.removed[0].text == "UPDATE 2-"


@pytest.mark.parametrize(
    "note",
    [
        "(Adds comment from the owner, background)", "(Recasts throughout)", "(Repeats, no changes to text)",
        "Eds: Updates with quotes. With AP Photos.", "(ATTN: ADDS more info in paras 3-4)",
        "(Actualiza con declaraciones del dueño)", "(Ajoute des réactions)", "(Neu: Zitat des Kapitäns)",
        "(Aggiunge dichiarazioni)", "(Acrescenta declarações)", "Achtung Redaktionen: Bilder folgen.",
        "Nieuw bericht, vervangt: Veerboot terug in Halden",
        "(With video and graphic)", "/ATTENTION EDITORS/ Picture follows",
    ],
)  # fmt: skip
def test_notes_above_the_text_are_kept_apart(note: str) -> None:
    article = clean_item(_item(note, LEAD, MORE))
    assert (article.paragraphs, article.ednote) == ((LEAD, MORE), note)
    assert [one.kind for one in article.removed] == ["advisory"]


@pytest.mark.parametrize(
    "opening",
    [
        "(Halden) The ferry came back to its harbour on Friday after a season of eight months at sea.",
        "Adds up: the ferry has earned its owner more than a million in one season of eight months.",
        "With photos of the lost in their hands, families of Halden walked to the harbour on Friday evening.",
        "Attention turns to the ferry of Halden, which came back from its last voyage on Friday.",
        "* * The owner of the ferry speaks of a good season, and of the storms that it went through.",
        "New story books are sold aboard the ferry of Halden, which came back on Friday evening.",
    ],
)
def test_prose_that_looks_like_a_note_stays(opening: str) -> None:
    article = clean_item(_item(opening, MORE, LAST))
    assert article.paragraphs == (opening, MORE, LAST)


def test_a_correction_is_one() -> None:
    note = "(In Nov. 23 story, corrects name of harbour in second paragraph)"
    article = clean_item(_item(note, LEAD, MORE))
    assert (article.pubstatus, article.ednote) == (PubStatus.CORRECTED, note)


def test_bullets_before_the_lead_are_the_summary() -> None:
    article = clean_item(_item("* Ferry is back", "* Owner hopes for spring", "By Nora Tasker", LEAD, MORE))
    assert article.summary == "Ferry is back\nOwner hopes for spring"
    assert (article.byline, article.authors, article.paragraphs) == ("By Nora Tasker", ("Nora Tasker",), (LEAD, MORE))


def test_bullets_within_the_text_stay() -> None:
    points = ("* Fares rise by two crowns in the spring.", "* Dogs travel free, as they did before.")
    assert clean_item(_item(LEAD, *points, MORE)).paragraphs == (LEAD, *points, MORE)


def test_a_byline_with_its_office() -> None:
    article = clean_item(_item("By NORA TASKER", "AP Business Writer", LEAD, MORE))
    assert (article.byline, article.authors, article.paragraphs) == ("By NORA TASKER", ("Nora Tasker",), (LEAD, MORE))


@pytest.mark.parametrize("initials", ["gr/bp", "hoe tam", "(nt/ph)", "abc"])
def test_initials_are_no_byline(initials: str) -> None:
    article = clean_item(_item(LEAD, MORE, byline=initials))
    assert (article.byline, article.authors, article.credits) == (None, (), initials)


def test_the_items_own_fields_win() -> None:
    article = clean_item(_item("By Per Holm", LEAD, MORE, byline="By Nora Tasker", dateline="OSBY, Nov 23 (AP) -"))
    assert (article.byline, article.authors) == ("By Nora Tasker", ("Nora Tasker",))
    assert article.dateline is not None
    assert (article.dateline.place, article.dateline.day, article.agency) == ("Osby", 23, "AP")
    assert article.provenance["byline"] == "wire, sure"


def test_the_dateline_of_the_text_completes_that_of_the_field() -> None:
    dateline = clean_item(_item(LEAD, MORE, dateline="HALDEN")).dateline
    assert dateline is not None
    assert (dateline.place, dateline.day, dateline.month, dateline.agency) == ("Halden", 24, 11, "Reuters")


def test_the_agency_is_who_delivers_where_no_dateline_names_one() -> None:
    article = clean_item(_item(MORE, LAST, provider="dpa", credit="Gale"))
    assert (article.agency, article.provenance["agency"]) == ("dpa", "wire, likely")


def test_a_place_stands_in_for_a_dateline() -> None:
    article = clean_item(_item(MORE, LAST, place="Halden, Norway"))
    assert article.dateline is not None
    assert (article.dateline.place, article.provenance["dateline"]) == ("Halden", "wire, likely")


@pytest.mark.parametrize(
    "credit",
    [
        "(Reporting by Nora Tasker in Halden; Additional reporting by Per Holm; Editing by Ida Roe)",
        "(Reporting By Nora Tasker Editing By Ida Roe)",
        "((nora.tasker@gale.example; +47 555 0101; Reuters Messaging: nora.tasker))",
        "Nora Tasker in Osby contributed to this report.",
        "EFE nt/ph", "dpa nt ph n1", "hh/ph/ts/hd", "(PAP) nta/ pho/", "/ritzau/", "AAP RTV", "(ats/nt)", "nt/ph",
        "This report by The Canadian Press was first published Nov. 24, 2026.",
    ],
)  # fmt: skip
def test_credits_and_signatures_below(credit: str) -> None:
    article = clean_item(_item(LEAD, MORE, credit))
    assert (article.paragraphs, article.credits) == ((LEAD, MORE), credit)


def test_a_credit_over_several_paragraphs() -> None:
    article = clean_item(_item(LEAD, MORE, "(Reporting by Nora Tasker;", "Writing by Per Holm;", "Editing by Ida Roe)"))
    assert article.paragraphs == (LEAD, MORE)
    assert article.credits == "(Reporting by Nora Tasker;\nWriting by Per Holm;\nEditing by Ida Roe)"


def test_a_signature_behind_the_last_words() -> None:
    article = clean_item(_item(LEAD, MORE.removesuffix(".") + " (ANSA)."))
    assert (article.paragraphs[-1], article.credits) == (MORE, "(ANSA)")


@pytest.mark.parametrize("mark", ["-30-", "###", "ENDS", "-- END --", "(END)", "___", "NNNN", "-0-", "FIN", "Ende"])
def test_end_marks(mark: str) -> None:
    assert clean_item(_item(LEAD, MORE, mark)).paragraphs == (LEAD, MORE)


@pytest.mark.parametrize("mark", ["MORE", "(MORE)", "(more to come)", "mf", "folgt", "(à suivre)", "sigue", "-more-"])
def test_a_story_that_goes_on_is_incomplete(mark: str) -> None:
    article = clean_item(_item(LEAD, MORE, mark))
    assert (article.paragraphs, article.flags) == ((LEAD, MORE), ("incomplete",))


def test_the_desks_notebook() -> None:
    notebook = ("# dpa NOTEBOOK", "* * * * The following information is not for publication",
                "## Editorial contacts - Reporting by: Nora Tasker - Editing by: Per Holm", "dpa nt ph")  # fmt: skip
    article = clean_item(_item(LEAD, MORE, LAST, *notebook))
    assert article.paragraphs == (LEAD, MORE, LAST)
    assert article.credits == notebook[2]
    assert {one.kind for one in article.removed} == {"notebook", "wire_credit"}


def test_the_contacts_below_a_press_release() -> None:
    contacts = ("Media contact:", "Nora Tasker, +47 555 0101, nora@halden-ferries.example", "SOURCE Halden Ferries")
    article = clean_item(_item("FOR IMMEDIATE RELEASE", LEAD, MORE, LAST, *contacts))
    assert article.paragraphs == (LEAD, MORE, LAST)
    assert [one.kind for one in article.removed] == ["release_top", "contact", "contact", "contact"]


@pytest.mark.parametrize(
    "line",
    [
        "“More,” said the captain, and asked for another cup of the coffee that is brewed aboard.",
        "Ende gut, alles gut, sagte der Kapitän der Fähre von Halden am Freitag.",
        "Contact with the ferry was lost for an hour in October, when a storm hit the strait.",
        "Notebook computers were found aboard the ferry after its last voyage, and given back to their owners.",
        "Contact with the crew was lost.",
        "Source of pride for the town.",
        "The source of the leak was found by a diver of the harbour police on Friday night.",
        "He follows the ferry on Twitter, where she has more readers than the town has people.",
    ],
)
def test_prose_that_looks_like_a_tail_stays(line: str) -> None:
    assert clean_item(_item(LEAD, MORE, line, LAST)).paragraphs == (LEAD, MORE, line, LAST)
    assert clean_item(_item(LEAD, MORE, line)).paragraphs == (LEAD, MORE, line)


def test_codes_for_terminals_go_and_the_words_stay() -> None:
    article = clean_item(
        _item(LEAD, "Shares of Halden Ferries <HLDN.OL> fell [nL1N14N0FF] by 2 percent ($1 = 9 crowns) <OBX=>.")
    )
    assert article.paragraphs[1] == "Shares of Halden Ferries fell by 2 percent ($1 = 9 crowns)."
    assert [one.kind for one in article.removed] == ["code"] * 3


def test_the_slug_joins_takes() -> None:
    article = clean_item(_item(LEAD, MORE, slugline="BC-EU--Halden Ferry, 1st Ld-Writethru,416"))
    assert (article.slug, article.update_number, article.flags) == ("EU--Halden Ferry", 1, ("lead",))
    assert article.slugline == "BC-EU--Halden Ferry, 1st Ld-Writethru,416"


def test_a_slug_at_the_head_of_the_text() -> None:
    article = clean_item(_item("BC-EU--Halden Ferry, 2nd Ld-Writethru,416", LEAD, MORE))
    assert (article.slug, article.update_number, article.paragraphs) == ("EU--Halden Ferry", 2, (LEAD, MORE))


def test_a_kill_names_what_it_takes_back() -> None:
    article = clean_item(
        _item("MANDATORY KILL", "Please kill the story BC-EU--Halden Ferry.", headline="KILL-Ferry returns")
    )
    assert (article.pubstatus, article.title) == (PubStatus.CANCELED, "Ferry returns")
    assert article.withdraws[0] == "EU--Halden Ferry"
    assert article.outcome is Outcome.EMPTY


def test_a_headline_that_is_nothing_but_a_kill() -> None:
    article = clean_item(_item("It was wrong.", headline="MANDATORY KILL", slugline="BC-EU--Halden Ferry"))
    assert (article.pubstatus, article.withdraws) == (PubStatus.CANCELED, ("EU--Halden Ferry",))


def test_a_kill_in_the_note_of_the_item() -> None:
    note = "Rogamos anulen la noticia «El barco vuelve a Halden»."
    article = clean_item(_item(LEAD, MORE, headline="El barco", ednotes=(note,)))
    assert (article.pubstatus, article.withdraws) == (PubStatus.CANCELED, ("El barco vuelve a Halden", "El barco"))


@pytest.mark.parametrize(
    "lead",
    [
        "HALDEN (AP) - The report on the ferry was withdrawn by the ministry on Friday after protests of the owner.",
        "The story of the ferry is withdrawn from school books in Halden, where parents complained about it for years.",
    ],
)
def test_news_of_a_withdrawal_kills_nothing(lead: str) -> None:
    assert clean_item(_item(lead, MORE, LAST, MORE * 5)).pubstatus is PubStatus.USABLE


def test_a_text_embargo() -> None:
    modified = Instant(at=datetime(2026, 11, 24, 10, tzinfo=UTC), text="")
    article = clean_item(_item("EMBARGOED UNTIL 0001 GMT NOV 25", LEAD, MORE, modified=modified))
    assert (article.flags, article.ednote) == (("embargo",), "EMBARGOED UNTIL 0001 GMT NOV 25")
    assert article.embargoed_until == datetime(2026, 11, 25, 0, 1, tzinfo=UTC)
    assert article.paragraphs == (LEAD, MORE)


def test_the_embargo_of_a_field_wins() -> None:
    until = Instant(at=datetime(2026, 11, 26, tzinfo=UTC), text="")
    article = clean_item(_item("EMBARGOED UNTIL 0001 GMT NOV 25", LEAD, MORE, embargoed_until=until))
    assert article.embargoed_until == until.at


def test_the_status_of_the_item() -> None:
    assert clean_item(_item(LEAD, MORE, status=PubStatus.WITHHELD)).pubstatus is PubStatus.WITHHELD


def test_moments_of_the_item() -> None:
    modified = Instant(at=datetime(2026, 11, 24, 10, tzinfo=UTC), text="")
    article = clean_item(_item(LEAD, MORE, modified=modified))
    assert (article.published, article.modified) == (modified.at, modified.at)


def test_an_alert_takes_its_headline_from_its_text() -> None:
    article = clean_item(_item("HALDEN (AP) — The last ferry of the season has returned to Halden.", headline=None))
    assert article.title == "The last ferry of the season has returned to Halden."
    assert article.provenance["title"] == "text, guess"


def test_an_item_without_text_is_empty() -> None:
    article = clean_item(_item())
    assert (article.outcome, article.title, article.paragraphs) == (Outcome.EMPTY, "Ferry returns to Halden", ())


def test_results_keep_their_lines() -> None:
    rows = ("Halden League", "W\tL\tPct", "Halden\t7\t3\t.700", "Osby\t6\t4\t.600", "Vik\t5\t5\t.500", "Saturday",
            "Halden 3, Osby 2", "Vik 1, Halden 0", "Sunday", "Osby at Vik, 7:05 p.m.")  # fmt: skip
    assert clean_item(_item(*rows, headline="Halden League Standings")).paragraphs == rows


def test_rules_between_parts_go_with_a_record() -> None:
    item = _item(LEAD, "___", "WEATHER", MORE)
    assert clean_item(item).paragraphs == (LEAD, "WEATHER", MORE)
    assert _kinds(item) == [("rule", "___")]


def test_the_press_of_other_languages() -> None:
    lead = "Halden (dpa) - Die letzte Fähre der Saison ist am Freitag nach Halden zurückgekehrt, sagte der Besitzer."
    article = clean_item(_item("Von Nora Tasker", lead, "dpa nt ph", headline="Fähre kehrt zurück", language="de-DE"))
    assert (article.byline, article.language, article.agency) == ("Von Nora Tasker", "de", "dpa")
    assert article.paragraphs == (lead,)
