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
    ("Warszawa, 14.11.2024 (PAP) - Prom", "Warszawa", "14.11.2024", "PAP"),
    ("Budapest, 2024. november 14., csütörtök (MTI) - A komp", "Budapest", "2024. november 14", "MTI"),
    ("Москва. 14 ноября. ИНТЕРФАКС - Паром", "Москва", "14 ноября", "Interfax"),
    ("Київ. 14 листопада. Інтерфакс-Україна – Пором", "Київ", "14 листопада", "Interfax"),
    ("تهران - ایرنا - کشتی دوباره", "تهران", None, "IRNA"),
    ("القاهرة في 14 نوفمبر (أ ش أ) - عادت", "القاهرة", "14 نوفمبر", "MENA"),
    ("الرياض في 14 نوفمبر / واس / عادت العبارة", "الرياض", "14 نوفمبر", "SPA"),
    ("الدوحة في 14 نوفمبر /قنا/ عادت العبارة", "الدوحة", "14 نوفمبر", "QNA"),
    ("أبوظبي في 14 نوفمبر / وام / عادت", "أبوظبي", "14 نوفمبر", "WAM"),
    ("رام الله 14-11-2024 وفا- عادت العبارة", "رام الله", "14-11-2024", "WAFA"),
    ("بيروت (رويترز) - عادت", "بيروت", None, "Reuters"),
    ("الكويت - 14 - 11 (كونا) -- عادت", "الكويت", "14 - 11", "KUNA"),
    ("Accra, Nov. 14, GNA - A ferry", "Accra", "Nov. 14", "GNA"),
    ("Accra, Nov 14, GNA – A ferry", "Accra", "Nov 14", "GNA"),
    ("DHAKA, Nov 14, 2024 (BSS) - A ferry", "Dhaka", "Nov 14, 2024", "BSS"),
    ("DHAKA, Nov 14 (UNB) - A ferry", "Dhaka", "Nov 14", "UNB"),
    ("FRANKFURT (dpa-AFX) - Die Fähre", "Frankfurt", None, "dpa-AFX"),
    ("FRANKFURT (dpa-AFX Broker) - Die Fähre", "Frankfurt", None, "dpa-AFX"),
    ("LONDON (Dow Jones)--A ferry", "London", None, "Dow Jones"),
    ("Lagos, Nov. 14, 2024 (NAN) A ferry", "Lagos", "Nov. 14, 2024", "NAN"),
    ("ISLAMABAD, Nov 14 (APP): A ferry", "Islamabad", "Nov 14", "APP"),
    ("नई दिल्ली, 14 नवंबर (भाषा) नाव", "नई दिल्ली", "14 नवंबर", "PTI"),
    ("नई दिल्ली, 14 नवंबर (आईएएनएस)। नाव", "नई दिल्ली", "14 नवंबर", "IANS"),
    ("नयी दिल्ली, 14 नवम्बर (वार्ता) नाव", "नयी दिल्ली", "14 नवम्बर", "UNI"),
    ("ढाका, 14 नवंबर (हि.स.)। नाव", "ढाका", "14 नवंबर", "Hindusthan Samachar"),
    ("ঢাকা, ১৪ নভেম্বর, ২০২৪ (বাসস) : ফেরি", "ঢাকা", "১৪ নভেম্বর, ২০২৪", "BSS"),
    ("ঢাকা, ১৪ নভেম্বর (ইউএনবি)- ফেরি", "ঢাকা", "১৪ নভেম্বর", "UNB"),
    ("İSTANBUL, (DHA)- Feribot", "İstanbul", None, "DHA"),
    ("ANKARA (İHA) - Feribot", "Ankara", None, "İHA"),
    ("BAKI, 14 noyabr, AZƏRTAC Bərə", "Baki", "14 noyabr", "AZERTAC"),
    ("МИНСК, 14 ноября. /БЕЛТА/. Паром", "Минск", "14 ноября", "BelTA"),
    ("МИНСК, 14 ноября - БЕЛТА. Паром", "Минск", "14 ноября", "BelTA"),
    ("МОСКВА, 14 ноя - РИА Новости. Паром", "Москва", "14 ноя", "RIA Novosti"),
    ("АСТАНА. КАЗИНФОРМ - Паром", "Астана", None, "Kazinform"),
    ("Москва. 14 ноября. INTERFAX.RU - Паром", "Москва", "14 ноября", "Interfax"),
    ("София, 14 ноември (БТА) - Фериботът", "София", "14 ноември", "BTA"),
    ("BUCUREŞTI, 14 nov - Agerpres - Feribotul", "Bucureşti", "14 nov", "Agerpres"),
    ("Bratislava 14. novembra (TASR) – Trajekt", "Bratislava", "14. novembra", "TASR"),
    ("BRATISLAVA 14. novembra (SITA) - Trajekt", "Bratislava", "14. novembra", "SITA"),
    ("Praha 14. listopadu (ČTK) - Trajekt", "Praha", "14. listopadu", "ČTK"),
    ("Ljubljana, 14. novembra (STA) - Trajekt", "Ljubljana", "14. novembra", "STA"),
    ("ZAGREB, 14. studenoga 2024. (Hina) - Trajekt", "Zagreb", "14. studenoga 2024", "Hina"),
    ("BEOGRAD, 14. novembra (Tanjug) - Trajekt", "Beograd", "14. novembra", "Tanjug"),
    ("SARAJEVO, 14. novembra (FENA) - Trajekt", "Sarajevo", "14. novembra", "FENA"),
    ("Helsinki 14.11.2024 (STT) Lautta", "Helsinki", "14.11.2024", "STT"),
    ("København /ritzau/ - En færge", "København", None, "Ritzau"),
    ("Oslo (NTB) - En ferge", "Oslo", None, "NTB"),
    ("Stockholm (TT) - En färja", "Stockholm", None, "TT"),
    ("VILNIUS, lapkričio 14 d. (ELTA) – Keltas", "Vilnius", "lapkričio 14 d", "ELTA"),
    ("RĪGA, 14. nov. (LETA) - Prāmis", "Rīga", "14. nov.", "LETA"),
    ("TALLINN, 14. november, BNS - Parvlaev", "Tallinn", "14. november", "BNS"),
    ("Αθήνα, 14 Νοεμβρίου (ΑΠΕ-ΜΠΕ) - Το πλοίο", "Αθήνα", "14 Νοεμβρίου", "ANA-MPA"),
    ("Jakarta (ANTARA) - Kapal", "Jakarta", None, "Antara"),
    ("JAKARTA, 14 November (ANTARA) - Kapal", "Jakarta", "14 November", "Antara"),
    ("KUALA LUMPUR, 14 Nov (Bernama) -- Feri", "Kuala Lumpur", "14 Nov", "Bernama"),
    ("Hà Nội (TTXVN) - Phà", "Hà Nội", None, "VNA"),
    ("Hà Nội, ngày 14/11 (TTXVN) - Phà", "Hà Nội", "14/11", "VNA"),
    ("新华社北京11月14日电（记者张三）渡轮", "北京", "11月14日", "Xinhua"),
    ("中新社北京11月14日电 (记者 张三) 渡轮", "北京", "11月14日", "CNS"),
    ("（中央社台北14日電）渡輪", "台北", "14日", "CNA"),
    ("【東京共同】フェリー", "東京", None, "Kyodo"),
    ("【ロンドン時事】フェリー", "ロンドン", None, "Jiji"),
    ("[ロンドン 14日 ロイター] - フェリー", "ロンドン", "14日", "Reuters"),
    ("(서울=연합뉴스) 홍길동 기자 = 배", "서울", None, "Yonhap"),
    ("【서울=뉴시스】홍길동 기자 = 배", "서울", None, "Newsis"),
    ("[서울=뉴스핌] 홍길동 기자 = 배", "서울", None, "Newspim"),
    ("Madrid, 14 nov (EFE).- El", "Madrid", "14 nov", "EFE"),
    ("MADRID 14 Nov. (EUROPA PRESS) - El", "Madrid", "14 Nov.", "Europa Press"),
    ("La Habana, 14 nov (Prensa Latina) El", "La Habana", "14 nov", "Prensa Latina"),
    ("Caracas, 14 Nov. AVN.- El", "Caracas", "14 Nov.", "AVN"),
    (
        "Ciudad de México, 14 de noviembre de 2024 (Notimex).- El",
        "Ciudad de México",
        "14 de noviembre de 2024",
        "Notimex",
    ),
    ("Buenos Aires, 14 de noviembre (Télam).- El", "Buenos Aires", "14 de noviembre", "Télam"),
    ("Lisboa, 14 nov 2024 (Lusa) – A balsa", "Lisboa", "14 nov 2024", "Lusa"),
    ("São Paulo, 14 nov (EFE).- A", "São Paulo", "14 nov", "EFE"),
    ("SÃO PAULO, SP (FOLHAPRESS) - A", "São Paulo", None, "Folhapress"),
    ("BRASÍLIA, DF (UOL/FOLHAPRESS) - A", "Brasília", None, "Folhapress"),
    ("Roma, 14 nov. (askanews) – Il", "Roma", "14 nov.", "askanews"),
    ("Roma, 14 nov. (Adnkronos) - Il", "Roma", "14 nov.", "Adnkronos"),
    ("Roma, 14 nov. (LaPresse) - Il", "Roma", "14 nov.", "LaPresse"),
    ("(ANSA) - ROMA, 14 NOV - Il", "Roma", "14 NOV", "ANSA"),
    ("AGI - Il", None, None, "AGI"),
    ("ROMA (ITALPRESS) - Il", "Roma", None, "Italpress"),
    ("Paris, 14 nov 2024 (AFP) - Le", "Paris", "14 nov 2024", "AFP"),
    ("BRUXELLES 14/11 (BELGA) = Le", "Bruxelles", "14/11", "Belga"),
    ("Alger, 14 nov (APS) - Le", "Alger", "14 nov", "APS"),
    ("ALGER (APS) - Le", "Alger", None, "APS"),
    ("Rabat, 14 nov. 2024 (MAP) – Le", "Rabat", "14 nov. 2024", "MAP"),
    ("Tunis, 14 nov (TAP) - Le", "Tunis", "14 nov", "TAP"),
    ("DEN HAAG (ANP) - De", "Den Haag", None, "ANP"),
    ("Berlin (dpa) - Die", "Berlin", None, "dpa"),
    ("Berlin (AFP) - Die", "Berlin", None, "AFP"),
    ("Wien (APA) - Die", "Wien", None, "APA"),
    ("Bern (sda) Die", "Bern", None, "Keystone-SDA"),
    ("Bonn (KNA) Die", "Bonn", None, "KNA"),
    ("Frankfurt a.M. (epd). Die", "Frankfurt a.M.", None, "epd"),
    ("Berlin, 14. November (Reuters) - Die", "Berlin", "14. November", "Reuters"),
    ("BERLIN dpa | Die", "Berlin", None, "dpa"),
    ("NAIROBI, Kenya (AP) — A", "Nairobi", None, "AP"),
    ("KHARTOUM, Nov. 14 (SUNA) - A", "Khartoum", "Nov. 14", "SUNA"),
    ("TEHRAN, Nov. 14 (MNA) – A", "Tehran", "Nov. 14", "Mehr"),
    ("TEHRAN (Tasnim) – A", "Tehran", None, "Tasnim"),
    ("Tehran, IRNA – A", "Tehran", None, "IRNA"),
    ("اسلام آباد (اے پی پی) کشتی", "اسلام آباد", None, "APP"),
    ("KATHMANDU, Nov 14 (RSS): A", "Kathmandu", "Nov 14", "RSS"),
    ("JERUSALEM, Nov 14 (JTA) - A", "Jerusalem", "Nov 14", "JTA"),
    ("BEIRUT, Nov 14 (NNA) - A", "Beirut", "Nov 14", "NNA"),
    ("SOFIA, November 14 (BTA) - A", "Sofia", "November 14", "BTA"),
    ("Hanoi (VNA) – A", "Hanoi", None, "VNA"),
    ("MANILA, Nov. 14 (PNA) -- A", "Manila", "Nov. 14", "PNA"),
    ("BANGKOK, Nov 14 (TNA) - A", "Bangkok", "Nov 14", "TNA"),
    ("ULAANBAATAR, Nov 14 /MONTSAME/. A", "Ulaanbaatar", "Nov 14", "Montsame"),
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
        "Paris, 14 juillet - la fête",
        "Berlin (AFD) - Die Partei",
        "The bank (PA) - said",
        "In London (Reuters) said on Monday",
        "На 14 ноября. Интерфакс пишет, что",
        "Tehran - the capital - is",
        "تهران - پایتخت - آرام بود",
        "في 14 نوفمبر عادت العبارة",
        "Москва. 14 ноября. Снег",
        "Warszawa, 14.11.2024 - zebranie",
        "Nov 14: A ferry sank",
        "ROMA 3 - LAZIO 2",
        "Real Madrid 2 - Osby 1",
        "OPINION - The council",
        "UPDATE 1 - Oil falls",
        "Dhaka, BSS and other agencies said",
        "LONDON BRIDGE - the play - opens",
        "Kyiv (Ukraine) - A ferry",
        "Am 14. November (dpa war dabei) - kam",
        "Budapest, 2024. november 14., csütörtök - A komp ma jár",
        "القاهرة - أ. محمد - قال",
        "Interfax - the agency - said",
        "GNA – Ghana's news agency – said on Monday it was right",
        "Accra, GNA and others",
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
