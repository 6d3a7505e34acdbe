"""`newswire group`: a file of articles in, stories out, without a database."""

import json

import pytest
from command_line import newswire
from unit.stories import news

DAY = "2026-11-19T{:02}:00:00Z"


def lines(*articles: object) -> str:
    """Articles as lines of JSON; a string stands as it is."""
    return "\n".join(one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in articles) + "\n"


def an_article(identity: str | int, text: str, hour: int = 0, **more: object) -> dict[str, object]:
    """An article of one day."""
    return {"id": identity, "title": "", "text": text, "published_at": DAY.format(hour)} | more


def told(given: str) -> list[dict[str, object]]:
    """What the command prints as JSON."""
    run = newswire("group", "--json", given=given)
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


def test_each_article_has_a_story_and_a_relation() -> None:
    cut = news.STORM.partition("\n\n")[0]
    first, dam, short = told(lines(an_article("a", news.STORM), an_article("b", news.DAM, 1), an_article("c", cut, 2)))
    assert first == {"id": "a", "story": "a", "relation": None, "to": None, "containment": None}
    assert dam == {"id": "b", "story": "b", "relation": None, "to": None, "containment": None}
    assert short == {"id": "c", "story": "a", "relation": "shortens", "to": "a", "containment": 1.0}


def test_issues_of_a_form_share_no_story() -> None:
    texts = [news.FORMS["exchange"].issue(n)[1] for n in range(2)]
    one, other = told(lines(*(an_article(n, text, n, language="zh") for n, text in enumerate(texts))))
    assert (other["relation"], other["to"], other["story"]) == ("series", 0, 1)
    assert one["story"] == 0


def test_ids_keep_their_type_and_letters() -> None:
    assert [
        one["id"] for one in told(lines(an_article(7, news.STORM), an_article("7", news.DAM), an_article("é", "x y")))
    ] == [
        7,
        "7",
        "é",
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON: Expecting property name enclosed in double quotes at column 2"),
        ("[]", "not a JSON object"),
        ('{"text": "x"}', "no id (a string or a whole number)"),
        ('{"id": true, "text": "x"}', "no id (a string or a whole number)"),
        ('{"id": "a"}', "neither title nor text"),
        ('{"id": "a", "text": 7}', "text is no string"),
        ('{"id": "b", "text": "again"}', 'id "b" is that of line 1'),
        ('{"id": "a", "text": "x", "published_at": "yesterday"}', "published_at is no moment of ISO 8601: yesterday"),
        ('{"id": "\\ud800", "text": "x"}', "id has half a character (a lone surrogate)"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_grouped(line: str, reason: str) -> None:
    run = newswire("group", "--json", given=lines(an_article("b", news.STORM), line, an_article("c", news.STORM)))
    assert run.returncode == 1
    assert [json.loads(one)["story"] for one in run.stdout.splitlines()] == ["b", "b"]
    assert run.stderr.splitlines() == [
        f"newswire: -, line 2: {reason}",
        "newswire: -: 1 of 3 lines could not be read; the others were grouped",
    ]


def test_without_json_it_is_a_table() -> None:
    run = newswire("group", given=lines(an_article("a", news.STORM), an_article("b", news.STORM)))
    assert [line.split() for line in run.stdout.splitlines()] == [
        ["id", "story", "relation", "to", "share"],
        ["a", "a"],
        ["b", "a", "identical", "a", "1.00"],
    ]


def test_a_file_that_is_not_there_is_one_line() -> None:
    run = newswire("group", "/no/such/file.jsonl")
    assert (run.returncode, run.stderr) == (1, "newswire: /no/such/file.jsonl: No such file or directory\n")
