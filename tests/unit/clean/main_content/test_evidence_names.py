"""The registry of evidence, and that `worth.toml` weighs exactly what is in it."""

import ast
from pathlib import Path

import pytest

from pipeline.clean.main_content import evidence_names as name
from pipeline.clean.main_content.destinations import Destination
from pipeline.clean.main_content.worth import CORRECTIONS, GIVEN, corrected_worth, fitted_worth
from pipeline.clean.page import Zone
from pipeline.clean.text import BlockKind

ROOM = Path(name.__file__).parent


def test_the_fit_weighs_only_registered_names() -> None:
    assert sorted(fitted_worth().keys() - name.ALL_EVIDENCE) == []


def test_every_registered_name_is_fitted_given_or_known_to_be_neither() -> None:
    assert sorted(name.ALL_EVIDENCE - fitted_worth().keys() - GIVEN.keys() - name.UNFITTED) == []


def test_names_without_a_worth_are_not_fitted() -> None:
    assert sorted(name.UNFITTED & (fitted_worth().keys() | GIVEN.keys())) == []


def test_corrections_are_registered() -> None:
    assert sorted(CORRECTIONS.keys() - name.ALL_EVIDENCE) == []


def test_what_is_given_is_registered_and_not_fitted() -> None:
    assert (GIVEN.keys() - name.ALL_EVIDENCE, GIVEN.keys() & fitted_worth().keys()) == (set(), set())


@pytest.mark.parametrize("one", sorted(CORRECTIONS))
def test_a_correction_is_added_to_the_fit(one: str) -> None:
    assert corrected_worth()[one] == fitted_worth().get(one, 0.0) + CORRECTIONS[one]


@pytest.mark.parametrize("one", sorted(GIVEN))
def test_a_given_worth_stands_as_it_is(one: str) -> None:
    assert corrected_worth()[one] == GIVEN[one]


@pytest.mark.parametrize("zone", [zone for zone in Zone if zone not in {Zone.PLAIN, Zone.UNDISPLAYED}])
def test_every_zone_is_evidence(zone: Zone) -> None:
    assert (name.IN_ZONE[zone], name.SHORT_IN_ZONE[zone]) == (f"in {zone}", f"short in {zone}")


@pytest.mark.parametrize("destination", list(Destination))
def test_every_destination_is_evidence(destination: Destination) -> None:
    assert name.LABEL_LEADS_TO[destination] == f"label {name.LEADS_TO[destination]}"


@pytest.mark.parametrize("kind", [kind for kind in BlockKind if kind is not BlockKind.PARAGRAPH])
def test_every_kind_of_block_but_paragraphs_is_evidence(kind: BlockKind) -> None:
    assert (name.KIND[kind], name.KIND_SENTENCE[kind]) == (kind.value, f"{kind.value} sentence")


@pytest.mark.parametrize("module", ["evidence.py", "text_evidence.py", "place_evidence.py"])
def test_evidence_is_named_by_the_registry_alone(module: str) -> None:
    subscripts = [
        node for node in ast.walk(ast.parse((ROOM / module).read_text("utf-8"))) if isinstance(node, ast.Subscript)
    ]
    found = [one for one in subscripts if isinstance(one.value, ast.Name) and one.value.id == "found"]
    assert (len(found) > 0, [one for one in found if isinstance(one.slice, ast.Constant)]) == (True, [])
