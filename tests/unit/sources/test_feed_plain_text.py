"""Titles and summaries as plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.plain_text import has_markup, html_text, safe_markup, title_text, visible


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("Council votes", "Council votes"),
        ("  Council\n votes\t", "Council votes"),
        ("Council <b>votes</b>", "Council votes"),
        ('<a href="/x?a=1&amp;b=2">Council</a> votes', "Council votes"),
        ("Council<br/>votes", "Council votes"),
        ("H<sub>2</sub>O", "H2O"),
        ("<p>Council</p><p>votes</p>", "Council votes"),
        ("Caf&eacute; &amp; bar", "Café & bar"),
        ("Caf&#233; &#x2019;s", "Café ’s"),
        ("Caf&amp;eacute; &amp;amp; bar", "Café & bar"),
        ("&lt;em&gt;Council&lt;/em&gt; votes", "Council votes"),
        ("Council<script>alert(1)</script> votes", "Council votes"),
        ("Council votes<script>alert(1)", "Council votes"),
        ("Council&lt;script&gt;alert(1)&lt;/script&gt; votes", "Council votes"),
        ("Council <!-- draft --> votes", "Council votes"),
    ],
)
def test_markup_of_a_title_is_gone(markup: str, expected: str) -> None:
    assert title_text(markup) == expected


@pytest.mark.parametrize(
    "title",
    [
        "I <3 news",
        "a < b",
        "a < b > c",
        "a <b and c> d",
        "The <Unknown> file",
        "AT&T",
        "R&D; more",
        "5 > 3",
        "Use of <",
    ],
)
def test_what_only_looks_like_markup_stays(title: str) -> None:
    assert title_text(title) == title


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("I &lt;3 news", "I <3 news"),
        ("a &amp;lt; b", "a < b"),
        ("How to use the &lt;b&gt; tag", "How to use the <b> tag"),
    ],
)
def test_an_escaped_bracket_is_a_bracket(markup: str, expected: str) -> None:
    assert title_text(markup) == expected


@pytest.mark.parametrize("markup", ["", "  ", "<br>", "<script>x</script>", "&nbsp;", "\x00"])
def test_a_title_without_text_is_none(markup: str) -> None:
    assert title_text(markup) is None


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>One.</p><p>Two.</p>", "One. Two."),
        ('<img src="a.jpg" alt="x"> The <em>council</em>.', "The council."),
        ("<x-tag>One</x-tag><foo>Two</foo><p>", "One Two"),
        ("<style>p {color: red}</style>One", "One"),
        ("One &lt;b&gt; two<br>three", "One <b> two three"),
        ("Plain text, a < b", "Plain text, a < b"),
    ],
)
def test_html_becomes_one_line_of_text(markup: str, expected: str) -> None:
    assert html_text(markup) == expected


def test_what_neither_xml_nor_postgresql_takes_is_dropped() -> None:
    assert visible("a\x00b\x1bc\ud800d\ufffee\x81\tf\n") == "abcde\tf\n"


@pytest.mark.parametrize(
    ("text", "expected"), [("<p>", True), ("</i>", True), ("<!-- x -->", True), ("a < b", False), ("<x>", False)]
)
def test_only_html_is_markup(text: str, *, expected: bool) -> None:
    assert has_markup(text) is expected


@given(st.text(alphabet="<>&;!-/abp ='\"#x0123lt\x00\n"))
def test_a_title_is_one_clean_line(markup: str) -> None:
    title = title_text(markup)
    assert title is None or (title == " ".join(title.split()) and title == visible(title))


@pytest.mark.parametrize(
    ("markup", "safe"),
    [
        ('<p class="lead">Told</p><script>steal()</script>', '<p class="lead">Told</p>'),
        ('<img src="https://news.example/a.jpg" onerror="steal()">', '<img src="https://news.example/a.jpg">'),
        ('<a href="javascript:steal()">more</a>', "<a>more</a>"),
        ('<iframe src="https://evil.example/"></iframe>', None),
    ],
)
def test_markup_that_is_kept_can_run_nothing(markup: str, safe: str | None) -> None:
    assert safe_markup(markup) == safe


@pytest.mark.parametrize(
    ("wrapped", "plain"),
    [
        ("<![CDATA[Sea wall]]>", "Sea wall"),
        ("&lt;![CDATA[Puerto cerrado]]&gt;", "Puerto cerrado"),
        ("&amp;lt;![CDATA[Der Hafen &amp;amp; das Meer]]&amp;gt;", "Der Hafen & das Meer"),
        ("<![CDATA[<![CDATA[港口]]>]]>", "港口"),
        ("<![cdata[ a ]]>", "a"),
        ("The ]]> of XML", "The ]]> of XML"),
    ],
)
def test_marks_of_cdata_are_no_text(wrapped: str, plain: str) -> None:
    assert title_text(wrapped) == html_text(wrapped) == plain


def test_content_between_marks_of_cdata_keeps_its_markup() -> None:
    assert safe_markup("<![CDATA[<p>El <b>puerto</b></p>]]>") == "<p>El <b>puerto</b></p>"
    assert safe_markup("&lt;![CDATA[&lt;p&gt;Il porto&lt;/p&gt;]]&gt;") == "<p>Il porto</p>"


@pytest.mark.parametrize(
    "title", ["Sea <!-- teaser --> wall", "Sea &lt;!-- teaser --&gt; wall", "<!-- a -->Sea wall<!-- b -->"]
)
def test_a_comment_is_no_title(title: str) -> None:
    assert title_text(title) == "Sea wall"


def test_two_surrogates_in_a_summary_are_one_character() -> None:
    assert html_text("<p>Sonne &#55357;&#56832;</p>") == "Sonne 😀"
