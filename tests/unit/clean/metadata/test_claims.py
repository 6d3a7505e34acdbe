"""Claims, and how sure they make a value."""

from pipeline.clean.metadata.claims import Claim, Sureness, settle_first


def _claims(*pairs: tuple[str, str]) -> list[Claim[str]]:
    return [Claim(source=source, value=value) for source, value in pairs]


def test_the_first_claim_wins() -> None:
    settled = settle_first(_claims(("json-ld", "Wall"), ("og:title", "Pier")))
    assert settled is not None
    assert (settled.value, str(settled.provenance)) == ("Wall", "json-ld, likely")


def test_two_sources_that_agree_are_sure() -> None:
    settled = settle_first(_claims(("json-ld", "Wall"), ("og:title", "WALL")), alike=str.casefold)
    assert settled is not None
    assert (settled.sureness, str(settled.provenance)) == (Sureness.SURE, "json-ld+og:title, sure")


def test_a_source_does_not_agree_with_itself() -> None:
    settled = settle_first(_claims(("html:time", "Wall"), ("html:time", "Wall")))
    assert settled is not None
    assert settled.sureness is Sureness.LIKELY


def test_without_claims_nothing_is_settled() -> None:
    assert settle_first(_claims()) is None
