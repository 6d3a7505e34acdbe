"""Datelines of the agencies, and openings that look like one."""

from datetime import UTC, date, datetime

import pytest

from pipeline.clean.wording import find_dateline
from pipeline.clean.wording.agencies import read_agencies

LEADS = [
    ("HALDEN (AP) — A ferry", "Halden", None, "AP"),
    ("ROCK HILL, Mass. (AP) _ A ferry", "Rock Hill", None, "AP"),
    ("HALDEN, Jan 18 (Reuters) - A ferry", "Halden", "Jan 18", "Reuters"),
    ("Jan 18 (Reuters) - Halden Plc", None, "Jan 18", "Reuters"),
    ("Halden, 18 janv. 2024 (AFP) - Un bac", "Halden", "18 janv. 2024", "AFP"),
    ("Halden, Jan 18 (EFE).- A ferry", "Halden", "Jan 18", "EFE"),
    ("Halden, 18 de enero de 2024 (EFE).- Un", "Halden", "18 de enero de 2024", "EFE"),
    ("HALDEN, 18 Ene. (EUROPA PRESS) - Un", "Halden", "18 Ene.", "Europa Press"),
    ("Halden (dpa/lno) – Eine Fähre", "Halden", None, "dpa"),
    ("Halden, 18. März (APA) - Eine", "Halden", "18. März", "APA"),
    ("Halden (ats afp) Un bac", "Halden", None, "Keystone-SDA"),
    ("(ANSA) - HALDEN, 18 GEN - Un", "Halden", "18 GEN", "ANSA"),
    ("Halden, 18 jan (Lusa) -- Um", "Halden", "18 jan", "Lusa"),
    ("HALDEN, Jan. 18 (Xinhua) -- A", "Halden", "Jan. 18", "Xinhua"),
    ("HALDEN, January 18. /TASS/. A", "Halden", "January 18", "TASS"),
    ("HALDEN, Japan, Dec. 9 Kyodo - A", "Halden", "Dec. 9", "Kyodo"),
    ("Halden CNN — The", "Halden", None, "CNN"),
    ("CNN — The", None, None, "CNN"),
    ("HALDEN, Jan. 18 (Yonhap) -- A", "Halden", "Jan. 18", "Yonhap"),
    ("Halden, Jan 18 (PTI) A ferry", "Halden", "Jan 18", "PTI"),
    ("Halden, Jan 18 (IANS) A ferry", "Halden", "Jan 18", "IANS"),
    ("Halden [India], January 18 (ANI): A", "Halden", "January 18", "ANI"),
    ("Halden (PAP) – Prom", "Halden", None, "PAP"),
    ("ANKARA (AA) - Feribot", "Ankara", None, "Anadolu"),
    ("HALDEN 18/01 (BELGA) = Een", "Halden", "18/01", "Belga"),
    ("HALDEN (ANP) - Een veerboot", "Halden", None, "ANP"),
    ("HALDEN, Jan 18 AAP - A", "Halden", "Jan 18", "AAP"),
    ("Halden, Jan. 18 (CNA) A ferry", "Halden", "Jan. 18", "CNA"),
    ("HALDEN, Jan 18 (Bernama) -- A", "Halden", "Jan 18", "Bernama"),
    ("Halden /ritzau/: En færge", "Halden", None, "Ritzau"),
    ("Halden (NTB): En ferge", "Halden", None, "NTB"),
    ("HALDEN, Jan. 18 (UPI) -- A", "Halden", "Jan. 18", "UPI"),
    ("(Bloomberg) -- A ferry", None, None, "Bloomberg"),
    ("HALDEN, N.J.--(BUSINESS WIRE)--A", "Halden", None, "Business Wire"),
    ("Valdecuervo (Sorelia), 18 nov (AFP) - El", "Valdecuervo", "18 nov", "AFP"),
    ("HALDEN, Jan. 18 — A ferry", "Halden", "Jan. 18", None),
    ("LONDON — A ferry", "London", None, None),
    ("ХАЛЬДЕН, 18 января. /ТАСС/. Паром", "Хальден", "18 января", "TASS"),
    ("ХАЛЬДЕН, 18 янв — РИА Новости. Паром", "Хальден", "18 янв", "RIA Novosti"),
    ("Халден. 18 января. INTERFAX.RU - Паром", "Халден", "18 января", "Interfax"),
    ("КИЇВ, 18 січня (Укрінформ) - Пором", "Київ", "18 січня", "Ukrinform"),
    ("Halden 18. ledna (ČTK) - Trajekt", "Halden", "18. ledna", "ČTK"),
    ("Halden 18. januára (TASR) - Trajekt", "Halden", "18. januára", "TASR"),
    ("Halden, 2024. január 18. (MTI) - A komp", "Halden", "2024. január 18", "MTI"),
    ("HALDEN, 18. siječnja (Hina) - Trajekt", "Halden", "18. siječnja", "Hina"),
    ("HALDEN (TT) En färja", "Halden", None, "TT"),
    ("हाल्डेन, 18 जनवरी (भाषा) नाव", "हाल्डेन", "18 जनवरी", "PTI"),
    ("هالدن (أ ف ب) - عادت العبارة", "هالدن", None, "AFP"),
    ("هالدن 18 يناير (رويترز) - عادت", "هالدن", "18 يناير", "Reuters"),
    ("新华社哈尔登1月18日电（记者某某某）渡轮恢复", "哈尔登", "1月18日", "Xinhua"),
    ("中新社哈尔登1月18日电 渡轮恢复", "哈尔登", "1月18日", "CNS"),
    ("（中央社記者某某某台北18日電）渡輪恢復", "台北", "18日", "CNA"),
    ("【ハルデン共同】フェリーが", "ハルデン", None, "Kyodo"),
    ("［ロンドン　１８日　ロイター］ - フェリーが", "ロンドン", "１８日", "Reuters"),
    ("(할덴=연합뉴스) 아무개 기자 = 여객선이", "할덴", None, "Yonhap"),
    ("[할덴=뉴시스]아무개 기자 = 여객선이", "할덴", None, "Newsis"),
    ("AGI - Un traghetto", None, None, "AGI"),
    ("新华网哈尔登1月18日电 渡轮恢复", "哈尔登", "1月18日", "Xinhua"),
    ("中新网1月18日电 渡轮恢复", None, "1月18日", "CNS"),
    ("【1月18日 AFP】フェリーが", None, "1月18日", "AFP"),
    ("هالدن، النرويج (CNN) -- أكدت", "هالدن", None, "CNN"),
    ("OSBY, Calif. — A ferry", "Osby", None, None),
    ("HALDEN, Norway -- A ferry", "Halden", None, None),
    ("NEW YORK--A ferry", "New York", None, None),
]


@pytest.mark.parametrize(("lead", "place", "day", "agency"), LEADS, ids=lambda value: str(value)[:40])
def test_a_lead_is_taken_apart(lead: str, place: str | None, day: str | None, agency: str | None) -> None:
    found = find_dateline(lead)
    assert found is not None
    assert (found.place, found.date, found.agency) == (place, day, agency)


@pytest.mark.parametrize("lead", [lead for lead, *_ in LEADS])
def test_a_dateline_is_how_its_paragraph_begins(lead: str) -> None:
    found = find_dateline(lead)
    assert found is not None
    assert lead.startswith(found.text)


@pytest.mark.parametrize(
    "opening",
    [
        "Paris - the capital - was quiet on Sunday.",
        "PARIS - the capital - was quiet on Sunday.",
        "NATO — the alliance — said on Sunday",
        "Nora Tasker (AFP)",
        "Police stand guard in Halden (AFP) - archive",
        "A ferry (AP) - the first in years - called",
        "(AP)",
        "(ANSA).",
        "The company (PA) said on Sunday that it would not.",
        "HALDEN — A ferry",
        "LIVE, Updated — A ferry",
        "NFL, Week 7 -- A ferry",
        "中新网友认为渡轮应于1月18日恢复",
        "In May 18 (AP) boats were lost.",
        "",
    ],
)
def test_what_only_looks_like_a_dateline_is_none(opening: str) -> None:
    assert find_dateline(opening) is None


def test_a_dateline_may_stand_alone_in_its_paragraph() -> None:
    found = find_dateline("Washington, Jan 18 (EFE).-")
    assert found is not None
    assert found.text == "Washington, Jan 18 (EFE).-"


def test_two_cities_are_two_places() -> None:
    found = find_dateline("HALDEN/OSBY, Jan 18 (Reuters) - A ferry")
    assert found is not None
    assert found.places == ("Halden", "Osby")


def test_joint_copy_names_both_agencies() -> None:
    found = find_dateline("Halden (AP/dpa) - A ferry")
    assert found is not None
    assert (found.agency, found.agencies) == ("AP", ("AP", "dpa"))


def test_a_dateline_knows_day_month_and_year() -> None:
    found = find_dateline("Halden, 18. Jan 2024 (AFP) - Eine")
    assert found is not None
    assert (found.day, found.month, found.year) == (18, 1, 2024)


def test_the_missing_year_is_the_nearest_one() -> None:
    found = find_dateline("HALDEN, Dec 31 (AP) — A ferry")
    assert found is not None
    assert found.on(datetime(2024, 1, 1, 6, tzinfo=UTC)) == date(2023, 12, 31)


def test_no_mark_belongs_to_two_agencies() -> None:
    owners = {(mark.casefold(), agency.name) for agency in read_agencies() for mark in agency.marks}
    assert len(owners) == len({mark for mark, _ in owners})
