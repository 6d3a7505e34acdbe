"""Places of datelines are spelled one way, whatever the agency's capitals."""

import pytest

from pipeline.clean.wording.datelines import find_dateline


@pytest.mark.parametrize(
    ("dateline", "place"),
    [
        ("WASHINGTON (AP) — ", "Washington"),
        ("ST. JOSEPH, Mich. (AP) — ", "St. Joseph"),
        ("RIO DE JANEIRO (Reuters) - ", "Rio de Janeiro"),
        ("STRATFORD-UPON-AVON, Jan 18 (Reuters) - ", "Stratford-upon-Avon"),
        ("L'AQUILA (ANSA) - ", "L'Aquila"),
        ("MÜNCHEN (dpa) - ", "München"),
        ("Paris (AFP) – ", "Paris"),
        ("MONTALERA/WEXMERE, Jan 18 (Reuters) - ", "Montalera"),
    ],
)
def test_a_place_is_spelled_in_ordinary_letters(dateline: str, place: str) -> None:
    found = find_dateline(dateline + "The ferry sailed again on Tuesday after a storm.")
    assert found is not None
    assert found.place == place
