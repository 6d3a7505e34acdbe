"""Who had a story first."""

from datetime import UTC, datetime, timedelta

from pipeline.stories import Claim, Evidence, Sureness, lead_of, origin_of

NOON = datetime(2026, 11, 19, 12, tzinfo=UTC)
COPY = Claim(article="copy", at=NOON, source="Lindle Post", agency="AP", has_dateline=True)
CREDITED = Claim(article="credited", at=NOON - timedelta(hours=1), source="Harbour Gazette", agency="EFE")
ORIGINAL = Claim(article="original", at=NOON + timedelta(hours=1), source="AP News", agency="AP", has_dateline=True)
WIRE = Claim(article="wire", at=NOON + timedelta(hours=2), source="Associated Press", wire_item_held=True)
SIGNED = Claim(article="signed", at=NOON - timedelta(hours=2), source="Lindle Post", byline_agency="Reuters")
PLAIN = Claim(article="plain", at=NOON - timedelta(hours=3), source="Lindle Post")


def test_an_item_of_the_wire_is_certain() -> None:
    origin = origin_of([COPY, WIRE, CREDITED])
    assert (origin.article, origin.evidence, origin.sureness) == ("wire", Evidence.WIRE_ITEM, Sureness.CERTAIN)


def test_dateline_and_credit_are_stronger_than_a_credit_alone() -> None:
    origin = origin_of([CREDITED, COPY])
    assert (origin.agency, origin.evidence, origin.sureness) == ("AP", Evidence.DATELINE_AND_CREDIT, Sureness.LIKELY)


def test_a_credit_is_stronger_than_a_byline() -> None:
    assert origin_of([SIGNED, CREDITED]).agency == "EFE"


def test_a_byline_is_a_guess() -> None:
    origin = origin_of([PLAIN, SIGNED])
    assert (origin.agency, origin.evidence, origin.sureness) == ("Reuters", Evidence.BYLINE, Sureness.GUESS)


def test_without_evidence_the_first_seen_is_a_guess() -> None:
    origin = origin_of([PLAIN])
    assert (origin.agency, origin.article, origin.sureness) == (None, "plain", Sureness.GUESS)


def test_the_agencys_own_text_leads_its_earlier_copies() -> None:
    assert lead_of([COPY, ORIGINAL, PLAIN]) is ORIGINAL


def test_an_item_of_the_wire_leads_all() -> None:
    assert lead_of([ORIGINAL, WIRE, COPY]) is WIRE


def test_the_earlier_copy_leads_in_any_order() -> None:
    assert lead_of([COPY, PLAIN]) is lead_of([PLAIN, COPY]) is PLAIN


def test_an_outlet_whose_name_holds_a_part_of_the_agencys_is_not_the_agency() -> None:
    assert not Claim(article="a", at=NOON, source="Apt Times", agency="AP").is_own
    assert Claim(article="a", at=NOON, source="www.efe.com", agency="EFE").is_own
