"""What sources claim, and what is believed."""

import pytest

from pipeline.clean.metadata import Provenance, Sureness
from pipeline.clean.metadata.claims import Claim, Settled, settle_first, settle_on


def test_the_first_claim_wins() -> None:
    settled = settle_first([Claim(source="json-ld", value="Wall"), Claim(source="feed", value="Gate")])
    assert settled is not None
    assert (settled.value, str(settled.provenance)) == ("Wall", "json-ld, likely")


def test_two_sources_that_agree_are_sure() -> None:
    settled = settle_first([Claim(source="json-ld", value="Wall"), Claim(source="og:title", value="Wall")])
    assert settled is not None
    assert (settled.sureness, str(settled.provenance)) == (Sureness.SURE, "json-ld+og:title, sure")


def test_a_source_does_not_agree_with_itself() -> None:
    settled = settle_first([Claim(source="json-ld", value="Wall"), Claim(source="json-ld", value="Wall")])
    assert settled is not None
    assert settled.sureness is Sureness.LIKELY


def test_without_claims_nothing_is_settled() -> None:
    assert settle_first([]) is None


def test_claims_may_be_alike_without_being_equal() -> None:
    claims = [Claim(source="json-ld", value="Wall"), Claim(source="feed", value="WALL")]
    settled = settle_first(claims, alike=str.casefold)
    assert settled is not None
    assert (settled.value, settled.sources) == ("Wall", ("json-ld", "feed"))


def test_a_source_that_disagrees_is_not_named() -> None:
    claims = [Claim(source=name, value=value) for name, value in (("a", "Wall"), ("b", "Gate"), ("c", "Wall"))]
    settled = settle_first(claims)
    assert settled is not None
    assert settled.sources == ("a", "c")


@pytest.mark.parametrize(
    ("sources", "sureness"),
    [(["a"], Sureness.LIKELY), (["a", "b"], Sureness.SURE), (["a", "a"], Sureness.LIKELY)],
)
def test_sources_that_agree_make_a_value_sure(sources: list[str], sureness: Sureness) -> None:
    assert settle_on("Wall", sources).sureness is sureness


def test_four_sources_are_named_at_most() -> None:
    settled = Settled(value="Wall", sources=("a", "b", "c", "d", "e"), sureness=Sureness.SURE)
    assert str(settled.provenance) == "a+b+c+d, sure"


@pytest.mark.parametrize(
    ("sources", "sureness", "text"),
    [
        (("json-ld",), Sureness.LIKELY, "json-ld, likely"),
        (("json-ld", "og:title"), Sureness.SURE, "json-ld+og:title, sure"),
        (("html:title",), Sureness.GUESS, "html:title, guess"),
        (("meta:author", "html:byline", "feed"), Sureness.SURE, "meta:author+html:byline+feed, sure"),
    ],
)
def test_provenance_is_one_text_for_sql(sources: tuple[str, ...], sureness: Sureness, text: str) -> None:
    assert str(Provenance(sources=sources, sureness=sureness)) == text


def test_provenance_is_compared_by_value() -> None:
    guess = Provenance(sources=("html:title",), sureness=Sureness.GUESS)
    assert guess == Provenance(sources=("html:title",), sureness=Sureness.GUESS)
    assert guess != Provenance(sources=("html:title",), sureness=Sureness.LIKELY)
