"""Sentences in which publishers speak about themselves."""

import pytest

from pipeline.clean.wording import find_aside, introduces_author
from pipeline.clean.wording.asides import Aside, read_aside_rules

each_aside = pytest.mark.parametrize(
    "aside", read_aside_rules(), ids=lambda aside: f"{aside.language}-{aside.kind}-{aside.text[0]}"
)


@each_aside
def test_every_example_of_an_entry_is_found(aside: Aside) -> None:
    assert [line for line in aside.drops if find_aside(line) is None] == []


@each_aside
def test_an_entry_has_tests_of_both_sorts(aside: Aside) -> None:
    assert (bool(aside.drops), bool(aside.keeps)) == (True, True)


@each_aside
def test_an_entry_lists_no_phrase_twice(aside: Aside) -> None:
    assert len(set(aside.text)) == len(aside.text)


@each_aside
def test_an_entry_says_why(aside: Aside) -> None:
    assert aside.reason == f"{aside.why} ({aside.language})"


@pytest.mark.parametrize(
    "line",
    [
        "Follow the Halden Gazette on Facebook.",
        "Please follow our harbour reporters on Instagram and Threads!",
        "Sign up for our weekly newsletter here.",
        "Folgen Sie uns auf Instagram.",
        "Suivez-nous sur Facebook",
        "Síguenos en Instagram y X",
        "Siga-nos no Instagram",
        "Abonnieren Sie unseren Newsletter",
    ],
)
def test_invitations_are_found_anywhere_in_a_line(line: str) -> None:
    assert find_aside(line) is not None


@pytest.mark.parametrize(
    "line",
    [
        "Most owners follow the new rules of the harbour board.",
        "The ferry will follow the coast until it reaches Osby.",
        "Die Boote folgen der Küste bis Osby.",
        "Los barcos siguen la costa hasta Osby.",
        "The council signed the treaty on Friday.",
        "",
    ],
)
def test_sentences_of_a_story_are_not(line: str) -> None:
    assert find_aside(line) is None


def test_of_two_phrases_the_longer_decides() -> None:
    line = "Korrespondent Olav Brekke ist bei der Gazette für Häfen zuständig. Seine Artikel finden Sie hier."
    found = find_aside(line)
    assert found is not None
    assert found.kind == "author_bio"


@pytest.mark.parametrize(
    "text",
    [
        "Nora Tasker is the harbour reporter of the Gazette.",
        "Nora Tasker covers ports for the Gazette.",
        "Nora Tasker, writes about the sea.",
        "Nora Tasker ist Redakteurin der Gazette.",
        "Nora Tasker écrit sur la mer.",
        "Nora Tasker escribe sobre el mar.",
        "Nora Tasker scrive di mare.",
        "Nora Tasker pisze o morzu.",
    ],
)
def test_a_paragraph_may_introduce_its_author(text: str) -> None:
    assert introduces_author(text, ["Olav Brekke", "Nora Tasker"])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nora Tasker said the wall would hold.", ["Nora Tasker"]),
        ("Nora Tasker is the mayor of Osby.", ["Olav Brekke"]),
        ("Nora is the mayor of Osby.", ["Nora"]),
        ("The wall is of stone.", ["Nora Tasker"]),
        ("Nora Tasker is the mayor.", []),
    ],
)
def test_a_paragraph_about_others_does_not(text: str, names: list[str]) -> None:
    assert not introduces_author(text, names)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("田中太郎は本紙の港湾担当記者。", "田中太郎"),
        ("田中太郎記者は2019年から海事を取材する編集委員です。", "田中太郎"),
        ("オーラヴ・ブレッケは海を書くジャーナリストである。", "オーラヴ・ブレッケ"),
        ("王小明是本报驻柏林记者。", "王小明"),
        ("王小明，本報資深記者，專跑港口新聞。", "王小明"),
        ("김민수는 본지 경제부 기자다.", "김민수"),
        ("김민수 기자는 2019년부터 항구를 취재하는 특파원입니다.", "김민수"),
    ],
)
def test_a_name_without_a_blank_is_introduced_by_its_office(text: str, name: str) -> None:
    assert introduces_author(text, ["Olav Brekke", name])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("田中太郎は木曜日、防波堤を再建すると語った。", "田中太郎"),
        ("田中太郎は記者会見で語った。", "田中太郎"),
        ("王小明是本市市长，他说渡轮将返回。", "王小明"),
        ("王小明，星期四对记者说，堤坝已修好。", "王小明"),
        ("김민수는 기자회견에서 방파제를 다시 짓겠다고 말했다.", "김민수"),
        ("王是本报记者。", "王"),
    ],
)
def test_a_sentence_about_such_a_name_is_of_the_story(text: str, name: str) -> None:
    assert not introduces_author(text, [name])
