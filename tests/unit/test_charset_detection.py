"""Text in charsets that nobody names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.charset_detection import guessed
from pipeline.clean.text import decode_page
from pipeline.sources.charset import decoded as decoded_feed

RUSSIAN = "Паром вернулся к старому причалу после ремонта, а городской совет решил расширить дорогу к порту. "
JAPANESE = "フェリーが修理を終えて古い岸壁に戻り、市議会は港の道路を広げることを決めた。"
SENTENCES = [
    ("cp932", JAPANESE),
    ("euc_jp", JAPANESE),
    (
        "cp949",
        "여객선이 수리를 마치고 옛 부두로 돌아왔으며 시의회는 항구 도로를 넓히기로 했다고 시장이 목요일에 말했다. ",
    ),
    ("gb18030", "渡轮修理后返回老码头，市议会投票决定拓宽港口公路，灯塔看守人将于明年退休，市长星期四说。"),
    ("big5hkscs", "渡輪修理後返回老碼頭，市議會投票決定拓寬港口公路，燈塔看守人將於明年退休，市長星期四說。"),
    ("cp1251", RUSSIAN),
    ("koi8_r", RUSSIAN),
    ("cp1253", "Το πλοίο επέστρεψε στην παλιά προβλήτα μετά τις επισκευές και το συμβούλιο αποφάσισε τον δρόμο. "),
    ("cp1255", "המעבורת חזרה לרציף הישן אחרי התיקונים והמועצה החליטה להרחיב את הכביש אל הנמל בשנה הבאה. "),
    ("cp874", "เรือข้ามฟากกลับมาที่ท่าเรือเก่าหลังการซ่อมแซม สภาเมืองลงมติให้ขยายถนนสู่ท่าเรือในปีหน้า "),
    ("cp1252", "Die Fähre kehrte nach zwölf Tagen an die frühere Anlegestelle zurück, müde Gäste hörten es im Café. "),
]


@pytest.mark.parametrize(("charset", "text"), SENTENCES, ids=[charset for charset, _ in SENTENCES])
def test_a_page_in_a_charset_that_it_does_not_name_is_read(charset: str, text: str) -> None:
    page = f"<html><body><p>{text * 3}</p></body></html>"
    assert decode_page(page.encode(charset)).text == page


@pytest.mark.parametrize(("charset", "text"), SENTENCES, ids=[charset for charset, _ in SENTENCES])
def test_a_feed_in_a_charset_that_it_does_not_name_is_read(charset: str, text: str) -> None:
    feed = f"<rss><channel><title>News</title><description>{text * 3}</description></channel></rss>"
    assert decoded_feed(feed.encode(charset)).text == feed


def test_what_is_declared_is_believed_before_a_guess() -> None:
    page = f"<meta charset=windows-1251><p>{RUSSIAN}</p>"
    assert decode_page(page.encode("cp1251")).charset == "cp1251"


def test_a_few_accents_are_no_ground_for_a_guess() -> None:
    assert guessed("Café de la Gare, Évreux".encode("cp1252")) is None


@given(st.binary(max_size=2_000))
def test_guessing_never_fails(body: bytes) -> None:
    decode_page(body)
    decoded_feed(body)


def test_a_run_of_letters_without_end_costs_no_time_and_changes_no_guess() -> None:
    text = (RUSSIAN * 3).encode("cp1251")
    assert guessed(text + b"null" * 50_000 + text) == guessed(text * 2)
