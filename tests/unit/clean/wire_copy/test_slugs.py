"""Slugs and the marks beside them."""

import pytest

from pipeline.clean.wire_copy.slugs import Slug, read_slug, with_marks


@pytest.mark.parametrize(
    ("slugline", "wanted"),
    [
        ("BC-US--Halden Ferry, 1st Ld-Writethru,416", Slug(name="US--Halden Ferry", flags=("lead",), number=1)),
        ("BC-HDN--Osby-Halden 10thLd-Writethru", Slug(name="HDN--Osby-Halden", flags=("lead",), number=10)),
        (
            "AM-EU--Halden Ferry-ABRIDGED, 3rd Ld-Writethru",
            Slug(name="EU--Halden Ferry", flags=("lead", "abridged"), number=3),
        ),
        ("EU--Halden Ferry, Take 2", Slug(name="EU--Halden Ferry", flags=("take",), take=2)),
        ("EU--Halden Ferry, 1st Add", Slug(name="EU--Halden Ferry", flags=("add",), take=1)),
        ("EUROPE-FERRY/ (UPDATE 2, PIX)", Slug(name="EUROPE-FERRY", flags=("update", "photo"), number=2)),
        ("EUROPE-FERRY/NORWAY (WRAPUP 1)", Slug(name="EUROPE-FERRY/NORWAY", flags=("wrapup",), number=1)),
        ("EUROPE-FERRY/ (CORRECTED)", Slug(name="EUROPE-FERRY", flags=("corrected",))),
        ("BC-US--APNewsAlert,17", Slug(flags=("urgent",))),
    ],
)  # fmt: skip
def test_marks_are_read(slugline: str, wanted: Slug) -> None:
    assert read_slug(slugline) == wanted


@pytest.mark.parametrize(
    "slugline", ["Norwegen/Verkehr", "fotboll-em", "Halden-Ferry (OSLO)", "PM-Halden", "take two", "Update", "färja"]
)
def test_a_slug_without_marks_is_its_name(slugline: str) -> None:
    slug = read_slug(slugline)
    assert slug.flags == ()
    assert slug.name == slugline.removeprefix("PM-")


def test_takes_of_one_story_have_one_name() -> None:
    names = {read_slug(f"BC-EU--Halden Ferry{mark}").name for mark in ("", ", 1st Ld-Writethru,12", ", 2nd Ld", ",230")}
    assert names == {"EU--Halden Ferry"}


def test_marks_of_another_field_are_added() -> None:
    assert with_marks(Slug(name="EU--Ferry"), "2ndLd-Writethru") == Slug(name="EU--Ferry", flags=("lead",), number=2)
    assert with_marks(Slug(name="EU--Ferry"), "sig:update") == Slug(name="EU--Ferry")
